package dev.signalbox.connector.remotemcp;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One message of ours, with the headers that go with it.
 *
 * @param id of a request; null when nothing is to come back
 */
record Message(@Nullable Long id, Map<String, @Nullable Object> body, Map<String, String> headers) {

    static Message request(long id, String method, Map<String, ? extends @Nullable Object> params) {
        var body = begun();
        body.put("id", id);
        body.put("method", method);
        body.put("params", params);
        return new Message(id, body, Map.of());
    }

    static Message notification(String method, Map<String, ? extends @Nullable Object> params) {
        var body = begun();
        body.put("method", method);
        body.put("params", params);
        return new Message(null, body, Map.of());
    }

    static Message result(@Nullable Object id, Map<String, ? extends @Nullable Object> result) {
        var body = begun();
        body.put("id", id);
        body.put("result", result);
        return new Message(null, body, Map.of());
    }

    static Message error(@Nullable Object id, int code, String text) {
        var body = begun();
        body.put("id", id);
        body.put("error", Map.of("code", code, "message", text));
        return new Message(null, body, Map.of());
    }

    Message with(Map<String, String> more) {
        var all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Message(id, body, all);
    }

    /** Whether what came back is the answer to this. */
    boolean answeredBy(Said said) {
        var given = said.fields().get("id");
        if (id == null || given == null || !(said.has("result") || said.has("error"))) {
            return false;
        }
        return given instanceof Number number ? number.longValue() == id : given.equals(String.valueOf(id));
    }

    private static Map<String, @Nullable Object> begun() {
        var body = new LinkedHashMap<String, @Nullable Object>();
        body.put("jsonrpc", "2.0");
        return body;
    }
}

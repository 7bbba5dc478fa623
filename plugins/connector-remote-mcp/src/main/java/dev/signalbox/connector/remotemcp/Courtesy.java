package dev.signalbox.connector.remotemcp;

import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers what servers ask their client: nobody is at this end who could decide or think for them, and no files are. */
final class Courtesy implements Listener {

    private static final int MOST_QUESTIONS = 20;
    private static final int UNKNOWN_METHOD = -32601;
    private static final int DECLINED = -1;
    private static final int LONGEST_REMARK = 200;

    private final Wire wire;
    private final Map<String, String> headers;
    private final Hearing hearing;
    private int questions;

    Courtesy(Wire wire, Map<String, String> headers, Hearing hearing) {
        this.wire = wire;
        this.headers = headers;
        this.hearing = hearing;
    }

    /** Empty for what cannot be answered with a result. */
    static Optional<Map<String, @Nullable Object>> result(String method) {
        return switch (method) {
            case "ping" -> Optional.of(Map.of());
            case "roots/list" -> Optional.of(Map.of("roots", List.of()));
            case "elicitation/create" -> Optional.of(Map.of("action", "decline"));
            default -> Optional.empty();
        };
    }

    @Override
    public void told(String method, Said params) {
        switch (method) {
            case "notifications/progress" -> hearing.progress(fraction(params), remark(params));
            case "notifications/tools/list_changed" -> hearing.listChanged();
            default -> {} // log messages and changes of what we do not use
        }
    }

    @Override
    public void asked(Said request) throws InterruptedException {
        if (++questions > MOST_QUESTIONS) {
            throw new ToolException(
                    Reason.UPSTREAM_FAILED, wire.host() + " asks more than " + MOST_QUESTIONS + " times in one call.");
        }
        var id = request.fields().get("id");
        var method = request.text("method").orElse("");
        var answer = result(method)
                .map(result -> Message.result(id, result))
                .orElseGet(() -> method.equals("sampling/createMessage")
                        ? Message.error(id, DECLINED, "There is no model at this end.")
                        : Message.error(id, UNKNOWN_METHOD, "Method not found: " + method));
        wire.tell(answer.with(headers));
    }

    private static double fraction(Said params) {
        var total = params.number("total").filter(all -> all > 0);
        var done = params.number("progress").orElse(0.0);
        return total.map(all -> Math.clamp(done / all, 0, 1)).orElse(0.0);
    }

    private static String remark(Said params) {
        var text = Visible.only(params.text("message").orElse(""));
        return text.length() > LONGEST_REMARK ? text.substring(0, LONGEST_REMARK) + "…" : text;
    }
}

package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.fake.FakePlatform.Said;
import java.util.List;
import java.util.stream.Collectors;

/** A connector of the project, as the fake platform tells of its tools. */
record Instance(String id, String label) {

    static final Instance GITHUB = new Instance("0198a000-0000-7000-8000-0000000000e1", "our_github");

    String operation(String tool) {
        return "POST /v1/mcp/instances/%s/tools/%s".formatted(id, tool);
    }

    /** @param risk read, write or destructive */
    String tool(String name, String risk, boolean openWorld) {
        return """
                {"instance_id":"%s","connector_id":"github","instance_name":"Our GitHub","name":"%s",
                 "qualified_name":"%s__%s","title":"Does %s","description":"Does it.","risk":"%s","read_only":%s,
                 "idempotent":true,"open_world":%s,
                 "input_schema":{"type":"object","properties":{"a":{"type":["string","null"]}}}}""".formatted(id, name, label, name, name, risk, risk.equals("read"), openWorld);
    }

    static Said tools(String... tools) {
        return Said.json("{\"items\":[%s]}".formatted(List.of(tools).stream().collect(Collectors.joining(","))));
    }

    static Said success(String result) {
        return Said.json("{\"outcome\":\"success\",\"result\":%s,\"retryable\":false}".formatted(result));
    }

    static Said failure(String outcome, String code, boolean retryable) {
        return Said.json("{\"outcome\":\"%s\",\"code\":\"%s\",\"message\":\"As it is.\",\"retryable\":%s}"
                .formatted(outcome, code, retryable));
    }
}

package dev.signalbox.bench;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The workflows that are measured. */
final class Graphs {

    static final String ASKING = """
            {"steps": [{"id": "ask", "name": "Ask", "type": "human_task", "task_type": "approval",
                        "task_payload": {"title": "Go on?"}}]}
            """;

    static final String WAITING = """
            {"steps": [{"id": "wait", "name": "Wait", "type": "delay", "delay_s": 864000}]}
            """;

    private Graphs() {}

    /** Steps one after the other, each of which does nothing but be run and be recorded. */
    static String noOps(int steps) {
        return IntStream.rangeClosed(1, steps)
                .mapToObj(n -> """
                        {"id": "step%d", "name": "Step %d", "type": "lua_script", "script": "return {}", "depends_on": [%s]}\
                        """.formatted(n, n, n == 1 ? "" : "\"step" + (n - 1) + "\""))
                .collect(Collectors.joining(",", "{\"steps\": [", "]}"));
    }
}

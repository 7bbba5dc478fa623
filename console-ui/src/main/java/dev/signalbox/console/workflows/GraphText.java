package dev.signalbox.console.workflows;

import dev.signalbox.console.shell.JsonText;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Graphs as text: what is being typed need not be JSON yet. */
final class GraphText {

    /** A first graph that validates, so that nobody starts from an empty page. */
    static final String STARTER = """
            {
              "input_schema": {
                "type": "object",
                "properties": { "name": { "type": "string" } },
                "required": ["name"]
              },
              "example_trigger_payload": { "name": "Ada" },
              "steps": [
                {
                  "id": "greet",
                  "type": "lua_script",
                  "name": "Write a greeting",
                  "script": "return { text = 'Hello, ' .. input.name }"
                },
                {
                  "id": "approve",
                  "type": "human_task",
                  "name": "Approve the greeting",
                  "depends_on": ["greet"],
                  "task_type": "approval",
                  "task_payload": { "title": "Send this?", "body": "{{steps.greet.result.text}}" }
                }
              ]
            }
            """;

    private static final JsonMapper JSON = new JsonMapper();

    private GraphText() {}

    static Optional<JsonNode> parse(String text) {
        try {
            JsonNode graph = JSON.readTree(text);
            return graph != null && graph.isObject() ? Optional.of(graph) : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty();
        }
    }

    static String pretty(@Nullable JsonNode graph) {
        return JsonText.pretty(graph);
    }

    /** The line, from 1, where a step says its id; 1 when none does. */
    static int lineOf(String text, @Nullable String stepId) {
        if (stepId == null) {
            return 1;
        }
        Matcher id = Pattern.compile("\"id\"\\s*:\\s*" + Pattern.quote("\"" + stepId + "\""))
                .matcher(text);
        return id.find() ? 1 + (int) text.substring(0, id.start()).lines().count() - startsLine(text, id.start()) : 1;
    }

    /** lines() does not count a last line that is still empty. */
    private static int startsLine(String text, int at) {
        return at > 0 && text.charAt(at - 1) != '\n' ? 1 : 0;
    }
}

package dev.signalbox.platform.engine;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Credentials that were left in a document, wherever a text can stand: everybody who reads the workflow could use them. */
record LiteralCheck(Draft draft) {

    /** Forms that real credentials have; what merely sounds secret is left alone. */
    private static final Pattern SECRET =
            Pattern.compile("(?:pat|wrt|apr)_[0-9A-Za-z]{36}|sk-[A-Za-z0-9_-]{20,}|gh[pousr]_[A-Za-z0-9]{36}"
                    + "|AKIA[0-9A-Z]{16}|xox[abprs]-[A-Za-z0-9-]{10,}|-----BEGIN [A-Z ]*PRIVATE KEY"
                    + "|eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.|(?i:bearer) [A-Za-z0-9._~+/-]{20,}");

    private static final String WHAT = "this looks like a credential; everybody who reads the workflow could use it.";
    private static final String REMEDY =
            "Keep it in the settings of the connector's instance, and replace the credential.";

    /** Of the graph itself, once. */
    void ofGraph() {
        var graph = draft.graph();
        var nothing = JsonNodeFactory.instance.objectNode();
        look(null, "params", graph.input(nothing, nothing));
        graph.exampleTriggerPayload().ifPresent(example -> look(null, "example_trigger_payload", example));
        graph.inputSchema().ifPresent(schema -> look(null, "input_schema", schema));
    }

    void ofSteps() {
        draft.graph().steps().forEach(step -> {
            StepTemplates.of(step).forEach((field, value) -> look(step, field, value));
            plain(step).forEach((field, value) -> look(step, field, value));
        });
    }

    /** Where nothing is filled in. */
    private static Map<String, JsonNode> plain(Step step) {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        switch (step) {
            case Step.LuaScript script -> put(fields, "script", text(script.script()));
            case Step.While loop -> {
                put(fields, "while_condition", loop.condition());
                put(fields, "while_eval_script", loop.evalScript() == null ? null : text(loop.evalScript()));
            }
            case Step.LlmCall call -> {
                put(fields, "llm_params", call.llmParams());
                put(fields, "output_schema", call.outputSchema());
            }
            case Step.AgentCall call -> put(fields, "output_schema", call.outputSchema());
            case Step.HumanTask task -> {
                put(fields, "form_schema", task.formSchema());
                put(fields, "timeout_default", task.timeoutDefault());
            }
            case Step.Guided guided -> put(fields, "expected_output", guided.expectedOutput());
            case Step.McpCall _, Step.Delay _, Step.Switch _, Step.Signal _, Step.WorkflowCall _, Step.ForEach _ -> {}
        }
        return fields;
    }

    private static void put(Map<String, JsonNode> fields, String name, @Nullable JsonNode value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    private static JsonNode text(String text) {
        return JsonNodeFactory.instance.stringNode(text);
    }

    private void look(@Nullable Step step, String field, JsonNode value) {
        value.properties().forEach(entry -> look(step, field + "." + entry.getKey(), entry.getValue()));
        for (int i = 0; value.isArray() && i < value.size(); i++) {
            look(step, field + "[" + i + "]", value.get(i));
        }
        if (value.isString() && SECRET.matcher(value.stringValue()).find()) {
            warn(step, field);
        }
    }

    private void warn(@Nullable Step step, String field) {
        if (step == null) {
            draft.warning(IssueCode.SECRET_IN_LITERAL, field, "In " + field + " " + WHAT, REMEDY);
        } else {
            draft.warning(IssueCode.SECRET_IN_LITERAL, step, field, WHAT, REMEDY);
        }
    }
}

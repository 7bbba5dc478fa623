package dev.signalbox.platform.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads the fields that only steps of one type have; those of loops are read by {@link LoopFields}. */
record OwnFields(Step.Shared common, Fields fields) {

    private static final int MOST_TURNS = 50;
    private static final int LONGEST_SIGNAL_NAME = 100;
    private static final int MOST_TOOLS = 50;

    Step mcpCall() {
        String server = fields.text("server_url");
        String instance = fields.text("instance_id");
        if ((server == null) == (instance == null)) {
            fields.add(
                    IssueCode.FIELD_REQUIRED,
                    "server_url",
                    "exactly one of server_url and instance_id says which connector is called",
                    "server_url for a catalogue entry (portable), instance_id for one of this project's.");
        }
        return new Step.McpCall(
                common,
                server,
                instance,
                fields.requiredText("tool_name", "Name the tool of the connector."),
                fields.objectOrEmpty("tool_args"),
                fields.any("connection_resolution"));
    }

    Step humanTask() {
        return new Step.HumanTask(
                common,
                fields.text("task_type", "approval"),
                fields.objectOrEmpty("task_payload"),
                fields.texts("options"),
                fields.object("form_schema"),
                fields.texts("assignees"),
                fields.number("quorum", 1, 1, 100),
                fields.any("timeout_default"),
                fields.text("channel"));
    }

    Step delay() {
        JsonNode delay = fields.any("delay_s");
        JsonNode until = fields.any("until");
        if ((delay == null) == (until == null)) {
            fields.add(
                    IssueCode.FIELD_REQUIRED,
                    "delay_s",
                    "exactly one of delay_s and until says when the delay ends",
                    "delay_s in seconds, or until as 2026-11-20T16:00:00Z.");
        }
        return new Step.Delay(
                common, delay, delay == null && until == null ? JsonNodeFactory.instance.nullNode() : until);
    }

    Step choice() {
        JsonNode on = fields.any("switch_on");
        ObjectNode cases = fields.object("cases");
        if (on == null || (cases == null && fields.any("cases") == null)) {
            fields.add(
                    IssueCode.FIELD_REQUIRED,
                    on == null ? "switch_on" : "cases",
                    "a switch needs switch_on and cases",
                    "switch_on is a template; cases lists, for each value, the steps it leads to.");
        }
        return new Step.Switch(
                common, on == null ? JsonNodeFactory.instance.nullNode() : on, cases(cases), targets("default"));
    }

    private Map<String, List<String>> cases(@Nullable ObjectNode cases) {
        Map<String, List<String>> read = new LinkedHashMap<>();
        if (cases != null) {
            var inside = new Fields(cases, fields.stepId(), fields.path() + ".cases", fields.findings());
            cases.propertyNames().forEach(value -> read.put(value, new OwnFields(common, inside).targets(value)));
        }
        return read;
    }

    /** One id may stand for a list of one. */
    private List<String> targets(String name) {
        JsonNode value = fields.any(name);
        return value != null && value.isString() ? List.of(value.stringValue()) : fields.texts(name);
    }

    Step script() {
        return new Step.LuaScript(common, fields.requiredText("script", "Write what the step computes."));
    }

    Step llmCall() {
        String model = fields.text("model");
        String modelRef = fields.text("model_ref");
        oneModel(model, modelRef);
        return new Step.LlmCall(
                common,
                model,
                modelRef,
                fields.requiredTemplate("prompt", "Write what the model is asked."),
                fields.objectOrEmpty("llm_params"),
                fields.text("llm_credential_id"),
                fields.object("output_schema"));
    }

    Step agentCall() {
        String model = fields.text("model");
        String modelRef = fields.text("model_ref");
        String agent = fields.text("agent_id");
        JsonNode instructions = fields.template("instructions");
        if ((agent == null) == (instructions == null)) {
            fields.add(
                    IssueCode.FIELD_REQUIRED,
                    "agent_id",
                    "exactly one of agent_id and instructions says which agent works",
                    "agent_id for a stored agent, or instructions for one that exists only here.");
        }
        if (agent == null) {
            oneModel(model, modelRef);
        }
        return new Step.AgentCall(
                common,
                agent,
                instructions,
                fields.requiredTemplate("prompt", "Write what the agent is to do."),
                tools(),
                fields.number("max_turns", 10, 1, MOST_TURNS),
                model,
                modelRef,
                fields.object("output_schema"));
    }

    private List<String> tools() {
        List<String> tools = fields.texts("tools");
        if (tools.size() > MOST_TOOLS || !tools.stream().allMatch(AgentTool::isWellFormed)) {
            fields.wrong(
                    "tools",
                    "a list of at most %d tools as connector://<name>/<tool> or <instance id>/<tool>"
                            .formatted(MOST_TOOLS));
        }
        return tools;
    }

    private void oneModel(@Nullable String model, @Nullable String modelRef) {
        if ((model == null) == (modelRef == null)) {
            fields.add(
                    IssueCode.FIELD_REQUIRED,
                    "model_ref",
                    "exactly one of model and model_ref says which model answers",
                    "model_ref with its provider, for example direct.openai.gpt-4o.");
        }
    }

    Step guided() {
        return new Step.Guided(
                common,
                fields.requiredTemplate("goal", "Write what the answer is to achieve."),
                fields.any("context"),
                fields.object("expected_output"),
                fields.truth("gate", true),
                fields.text("tone"));
    }

    Step signal() {
        String name = fields.requiredText("signal_name", "Name the signal the step waits for.");
        if (name.length() > LONGEST_SIGNAL_NAME) {
            fields.wrong("signal_name", "a name of at most %d characters".formatted(LONGEST_SIGNAL_NAME));
        }
        return new Step.Signal(common, name);
    }

    Step workflowCall() {
        JsonNode input = fields.any("input");
        if (input != null && !input.isObject() && !input.isString()) {
            fields.wrong("input", "an object, or a template of one");
        }
        return new Step.WorkflowCall(
                common,
                fields.requiredText("workflow_id", "Say which workflow is called."),
                fields.any("version") == null ? null : fields.number("version", 1, 1, Integer.MAX_VALUE),
                input == null ? JsonNodeFactory.instance.objectNode() : input);
    }
}

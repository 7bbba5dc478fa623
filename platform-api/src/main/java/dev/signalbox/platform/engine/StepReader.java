package dev.signalbox.platform.engine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads one step. */
final class StepReader {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Map<String, String> LEGACY_TYPES = Map.of(
            "condition", "Use a switch step, or the condition field of the steps it guards.",
            "parallel", "Steps without a common depends_on run side by side: drop the step and wire its children.",
            "sequence", "Wire the children one after another with depends_on and drop the step.");

    private final Fields fields;

    StepReader(ObjectNode document, int position, Findings findings) {
        JsonNode id = document.get("id");
        this.fields = new Fields(document, id == null ? null : id.asString(""), "steps[" + position + "]", findings);
    }

    /** @return empty when it cannot be said what step it is */
    Optional<Step> read() {
        String id = fields.requiredText("id", "Give every step an id of its own.");
        if (!id.isEmpty() && !ID.matcher(id).matches()) {
            fields.add(
                    IssueCode.STEP_ID_INVALID,
                    "id",
                    "the id must be 1 to 64 letters, digits, hyphens or underscores",
                    "Rename the step.");
        }
        String wire = fields.requiredText("type", "Say what the step does, for example \"type\": \"mcp_call\".");
        Optional<StepType> type = StepType.of(wire);
        if (type.isEmpty()) {
            unknownType(wire);
            return Optional.empty();
        }
        refuseUnknown(type.get());
        return id.isEmpty() ? Optional.empty() : Optional.of(step(common(id, type.get())));
    }

    private void unknownType(String wire) {
        String legacy = LEGACY_TYPES.get(wire);
        if (legacy != null) {
            fields.add(IssueCode.LEGACY_SHAPE, "type", "the step type %s is no longer used".formatted(wire), legacy);
        } else if (!wire.isEmpty()) {
            String known = String.join(
                    ", ",
                    List.of(StepType.values()).stream().map(StepType::wire).toList());
            fields.add(
                    IssueCode.STEP_TYPE_UNKNOWN,
                    "type",
                    "there is no step type %s".formatted(wire),
                    "One of " + known + ".");
        }
    }

    private void refuseUnknown(StepType type) {
        Set<String> known = StepFields.of(type);
        for (String name : fields.object().propertyNames()) {
            if (name.equals("for_each_body")) {
                fields.add(
                        IssueCode.LEGACY_SHAPE, name, name + " is no longer used", "Rename it to for_each_body_steps.");
            } else if (!known.contains(name)) {
                fields.add(
                        IssueCode.UNKNOWN_FIELD,
                        name,
                        "%s is not a field of a %s step".formatted(name, type.wire()),
                        "Remove it, or correct its name; own notes belong into metadata.");
            }
        }
    }

    private Step.Shared common(String id, StepType type) {
        return new Step.Shared(
                id,
                type,
                fields.text("name", id),
                fields.texts("depends_on"),
                fields.any("condition"),
                fields.truth("enabled", true),
                fields.number("retry_count", 0, 0, 10),
                fields.seconds("timeout_s"),
                fields.truth("no_auto_start", false),
                fields.truth("terminal", false));
    }

    private Step step(Step.Shared common) {
        return switch (common.type()) {
            case MCP_CALL -> mcpCall(common);
            case HUMAN_TASK -> humanTask(common);
            case LUA_SCRIPT ->
                new Step.LuaScript(common, fields.requiredText("script", "Write what the step computes."));
            case DELAY -> delay(common);
            case SWITCH -> choice(common);
            case LLM_CALL, AGENT_CALL, FOR_EACH, WHILE, GUIDED, SIGNAL, WORKFLOW_CALL ->
                new Step.Later(common, fields.object());
        };
    }

    private Step mcpCall(Step.Shared common) {
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

    private Step humanTask(Step.Shared common) {
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

    private Step delay(Step.Shared common) {
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

    private Step choice(Step.Shared common) {
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
            cases.propertyNames().forEach(value -> read.put(value, new StepReader(inside).targets(value)));
        }
        return read;
    }

    private StepReader(Fields fields) {
        this.fields = fields;
    }

    /** One id may stand for a list of one. */
    private List<String> targets(String name) {
        JsonNode value = fields.any(name);
        return value != null && value.isString() ? List.of(value.stringValue()) : fields.texts(name);
    }
}

package dev.signalbox.platform.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads one step. */
final class StepReader {

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Map<String, String> LEGACY_TYPES = Map.of(
            "condition", "Use a switch step, or the condition field of the steps it guards.",
            "parallel", "Steps without a common depends_on run side by side: drop the step and wire its children.",
            "sequence", "Wire the children one after another with depends_on and drop the step.");

    private final Fields fields;
    private final BodyReader bodies;

    StepReader(ObjectNode document, String path, BodyReader bodies) {
        JsonNode id = document.get("id");
        this.fields = new Fields(document, id == null ? null : id.asString(""), path, bodies.findings());
        this.bodies = bodies;
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
                fields.path(),
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
        var own = new OwnFields(common, fields);
        return switch (common.type()) {
            case MCP_CALL -> own.mcpCall();
            case LLM_CALL -> own.llmCall();
            case AGENT_CALL -> own.agentCall();
            case HUMAN_TASK -> own.humanTask();
            case LUA_SCRIPT -> own.script();
            case GUIDED -> own.guided();
            case SWITCH -> own.choice();
            case DELAY -> own.delay();
            case SIGNAL -> own.signal();
            case WORKFLOW_CALL -> own.workflowCall();
            case FOR_EACH -> new LoopFields(common, fields, bodies).forEach();
            case WHILE -> new LoopFields(common, fields, bodies).repetition();
        };
    }
}

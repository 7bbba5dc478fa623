package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.Template.Malformed;
import dev.signalbox.platform.engine.Template.Reference;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Whether every template can be read, and everything it refers to is there when its step begins. */
final class TemplateCheck {

    private static final Set<String> STEP_PARTS = Set.of("input", "result", "status", "reason");
    private static final Set<String> RUN_PARTS = Set.of("id", "external_id", "workflow_id", "version");

    private final Draft draft;
    private final Step step;
    private final Set<String> upstream;

    /** @param upstream of the steps beside it, those that have ended when the template is filled in */
    private TemplateCheck(Draft draft, Step step, Set<String> upstream) {
        this.draft = draft;
        this.step = step;
        this.upstream = upstream;
    }

    static void run(Draft draft) {
        for (Step step : draft.graph().steps()) {
            var check = new TemplateCheck(draft, step, draft.graph().upstream(step.id()));
            StepTemplates.of(step).forEach(check::value);
            if (step instanceof Step.While loop && loop.condition() != null) {
                var all = loop.body().steps().stream().map(Step::id).collect(Collectors.toSet());
                new TemplateCheck(draft.inside(loop), loop, all).value("while_condition", loop.condition());
            }
        }
    }

    private void value(String field, JsonNode value) {
        switch (value.getNodeType()) {
            case OBJECT -> value.properties().forEach(entry -> value(field + "." + entry.getKey(), entry.getValue()));
            case ARRAY -> {
                for (int i = 0; i < value.size(); i++) {
                    value(field + "[" + i + "]", value.get(i));
                }
            }
            case STRING -> text(field, value.stringValue());
            case BOOLEAN, NUMBER, NULL, MISSING, BINARY, POJO -> {}
        }
    }

    private void text(String field, String text) {
        try {
            Template.parse(text).references().forEach(reference -> reference(field, reference));
        } catch (Malformed malformed) {
            draft.error(
                    IssueCode.TEMPLATE_SYNTAX,
                    step,
                    field,
                    malformed.getMessage() + ".",
                    "Write {{input.name}} or {{steps.id.result.name}}; there are no expressions, compute in a lua_script.");
        }
    }

    private void reference(String field, Reference reference) {
        String root = reference.root();
        switch (root) {
            case "input" -> input(field, reference);
            case "steps" -> step(field, reference, draft, upstream);
            case "item", "index", "foreach", "body", "while", "loop" ->
                new LoopReferenceCheck(draft, step, upstream).check(field, reference);
            case "run" -> part(field, reference, 1, RUN_PARTS);
            case "vault" -> secret(field, reference);
            default ->
                draft.error(
                        IssueCode.TEMPLATE_UNKNOWN_ROOT,
                        step,
                        field,
                        "%s refers to nothing.".formatted(reference),
                        "A reference begins with input, steps or run, and inside of a loop with item, index, body or while.");
        }
    }

    /** Whether there is such a secret, and for this connector, is seen when the step calls: it may be kept later. */
    private void secret(String field, Reference reference) {
        if (!(step instanceof Step.McpCall) || !field.startsWith("tool_args")) {
            draft.error(
                    IssueCode.SECRET_NOT_AVAILABLE,
                    step,
                    field,
                    "a secret can only be used in tool_args of an mcp_call: %s.".formatted(reference),
                    "Let an mcp_call make the call that needs it.");
        } else if (!SecretPlaces.isSecret(reference)) {
            draft.error(
                    IssueCode.REFERENCE_UNKNOWN_PART,
                    step,
                    field,
                    "%s names no secret.".formatted(reference),
                    "Write {{vault.NAME}}, as GET /v1/vault/secrets lists it.");
        }
    }

    /** The nearest step of that id, from the inside out. */
    private void step(String field, Reference reference, Draft place, Set<String> upstream) {
        if (reference.path().size() < 2) {
            return;
        }
        String id = reference.path().get(1);
        var around = place.around();
        if (place.graph().find(id).isEmpty() && around != null) {
            Graph outside = around.outer().graph();
            step(
                    field,
                    reference,
                    around.outer(),
                    outside.upstream(around.loop().id()));
        } else if (place.graph().find(id).isEmpty()) {
            draft.error(
                    IssueCode.REFERENCE_UNKNOWN_STEP,
                    step,
                    field,
                    "%s refers to a step that does not exist.".formatted(reference),
                    "Name a step of this graph.");
        } else if (!upstream.contains(id)) {
            draft.error(
                    IssueCode.REFERENCE_NOT_UPSTREAM,
                    step,
                    field,
                    "%s refers to a step that may not have run yet.".formatted(reference),
                    "Add %s to depends_on of %s, or of a step before it.".formatted(id, step.id()));
        } else {
            part(field, reference, 2, STEP_PARTS);
        }
    }

    private void part(String field, Reference reference, int at, Set<String> parts) {
        if (reference.path().size() > at && !parts.contains(reference.path().get(at))) {
            draft.error(
                    IssueCode.REFERENCE_UNKNOWN_PART,
                    step,
                    field,
                    "%s: there is no %s.".formatted(reference, reference.path().get(at)),
                    "After %s comes one of %s."
                            .formatted(
                                    String.join(".", reference.path().subList(0, at)),
                                    String.join(", ", parts.stream().sorted().toList())));
        }
    }

    private void input(String field, Reference reference) {
        Graph whole = draft.top().graph();
        JsonNode schema = whole.inputSchema().orElse(null);
        if (schema == null || !schema.has("properties") || reference.path().size() < 2) {
            return;
        }
        String name = reference.path().get(1);
        if (whole.params().contains(name)) {
            return;
        }
        if (!schema.path("properties").has(name)) {
            boolean closed = schema.path("additionalProperties").isBoolean()
                    && !schema.path("additionalProperties").booleanValue();
            String message = "%s is not a property of input_schema.".formatted(reference);
            String hint = "Describe it in input_schema, or correct the name.";
            if (closed) {
                draft.error(IssueCode.INPUT_UNKNOWN, step, field, message, hint);
            } else {
                draft.warning(IssueCode.INPUT_UNKNOWN, step, field, message, hint);
            }
        } else if (!required(schema).contains(name)) {
            draft.warning(
                    IssueCode.INPUT_OPTIONAL,
                    step,
                    field,
                    "%s is optional: the step fails in a run without it.".formatted(reference),
                    "Make it required in input_schema, or give it a default in params.");
        }
    }

    private static Set<String> required(JsonNode schema) {
        var required = new HashSet<String>();
        schema.path("required").forEach(name -> required.add(name.asString("")));
        return required;
    }
}

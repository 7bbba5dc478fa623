package dev.signalbox.platform.runs;

import dev.signalbox.platform.journal.RunId;
import dev.signalbox.platform.journal.Storable;
import dev.signalbox.platform.problem.ApiException;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a start asks for.
 *
 * @param payload the input
 * @param defaults unknown members of {@code params}: they lie below the input
 * @param runId chosen by the client, so that a repeated start starts nothing
 * @param version null for the latest one
 * @param asked all of it as it was sent
 */
public record StartParams(
        ObjectNode payload,
        ObjectNode defaults,
        Set<String> triggerSteps,
        Set<String> excludedStepIds,
        @Nullable RunId runId,
        @Nullable Integer version,
        @Nullable String externalId,
        ObjectNode asked) {

    private static final int MAX_STEPS = 1000;
    private static final int MAX_EXTERNAL_ID = 200;

    /** @throws ApiException INVALID_ARGUMENT that names the member at fault */
    public static StartParams of(@Nullable ObjectNode sent) {
        ObjectNode params = sent == null ? JsonNodeFactory.instance.objectNode() : sent;
        if (!Storable.is(params)) {
            throw ApiException.invalid(
                    "params", "must not contain the character U+0000, nor be nested deeper than " + Storable.DEEPEST);
        }
        ObjectNode rest = params.deepCopy();
        return new StartParams(
                object(take(rest, "trigger_payload")),
                rest,
                ids("trigger_steps", take(rest, "trigger_steps")),
                ids("excluded_step_ids", take(rest, "excluded_step_ids")),
                runId(take(rest, "run_id")),
                version(take(rest, "version")),
                externalId(take(rest, "external_id")),
                params);
    }

    /** The same with an id, so that whatever way it goes there is one run of it. */
    StartParams named() {
        return runId != null
                ? this
                : new StartParams(
                        payload,
                        defaults,
                        triggerSteps,
                        excludedStepIds,
                        new RunId(UUID.randomUUID()),
                        version,
                        externalId,
                        asked);
    }

    /** A start that says nothing but the input. */
    public static StartParams ofInput(ObjectNode input) {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        params.set("trigger_payload", input);
        return of(params);
    }

    private static ObjectNode object(@Nullable JsonNode value) {
        if (value == null) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw ApiException.invalid("params.trigger_payload", "must be a JSON object");
    }

    private static Set<String> ids(String name, @Nullable JsonNode value) {
        if (value == null) {
            return Set.of();
        }
        var ids = new LinkedHashSet<String>();
        value.forEach(id -> ids.add(id.isString() ? id.stringValue() : ""));
        if (!value.isArray() || ids.contains("") || ids.size() > MAX_STEPS) {
            throw ApiException.invalid("params." + name, "must be a list of step ids");
        }
        return ids;
    }

    static @Nullable RunId runId(@Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        try {
            return new RunId(UUID.fromString(value.stringValue("")));
        } catch (IllegalArgumentException _) {
            throw ApiException.invalid("params.run_id", "must be a UUID");
        }
    }

    private static @Nullable Integer version(@Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        if (!value.isInt() || value.intValue() < 1) {
            throw ApiException.invalid("params.version", "must be the number of a published version");
        }
        return value.intValue();
    }

    private static @Nullable String externalId(@Nullable JsonNode value) {
        if (value == null) {
            return null;
        }
        String id = value.stringValue("");
        if (id.isEmpty() || id.length() > MAX_EXTERNAL_ID) {
            throw ApiException.invalid(
                    "params.external_id", "must be a text of 1 to " + MAX_EXTERNAL_ID + " characters");
        }
        return id;
    }

    /** What is null was not said. */
    private static @Nullable JsonNode take(ObjectNode params, String name) {
        JsonNode value = params.remove(name);
        return value == null || value.isNull() ? null : value;
    }
}

package dev.signalbox.platform.engine;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One step of a graph, by type. Fields that may hold templates are JSON as written. */
public sealed interface Step {

    Shared common();

    default String id() {
        return common().id();
    }

    default String name() {
        return common().name();
    }

    /** What every step has. */
    record Shared(
            String id,
            StepType type,
            String name,
            List<String> dependsOn,
            @Nullable JsonNode condition,
            boolean enabled,
            int retryCount,
            @Nullable Duration timeout,
            boolean noAutoStart,
            boolean terminal) {}

    /** @param serverUrl names a catalogue entry; else {@code instanceId} one of this project's instances */
    record McpCall(
            Shared common,
            @Nullable String serverUrl,
            @Nullable String instanceId,
            String toolName,
            ObjectNode toolArgs,
            @Nullable JsonNode connectionResolution)
            implements Step {}

    record HumanTask(
            Shared common,
            String taskType,
            ObjectNode taskPayload,
            List<String> options,
            @Nullable JsonNode formSchema,
            List<String> assignees,
            int quorum,
            @Nullable JsonNode timeoutDefault,
            @Nullable String channel)
            implements Step {}

    record LuaScript(Shared common, String script) implements Step {}

    /** Exactly one of both; each a number or text, or a template of one. */
    record Delay(
            Shared common,
            @Nullable JsonNode delay,
            @Nullable JsonNode until) implements Step {}

    /** @param otherwise the targets when no case matches */
    record Switch(Shared common, JsonNode on, Map<String, List<String>> cases, List<String> otherwise) implements Step {

        Set<String> targets() {
            var targets = new LinkedHashSet<String>();
            cases.values().forEach(targets::addAll);
            targets.addAll(otherwise);
            return targets;
        }

        /** @param chosen the recorded case; null stands for the default */
        List<String> chosen(JsonNode chosen) {
            return chosen.isString() ? cases.getOrDefault(chosen.stringValue(), List.of()) : otherwise;
        }
    }

    /** A type of the contract that can be stored and shown here but not run yet; validation refuses to publish it. */
    record Later(Shared common, ObjectNode fields) implements Step {}
}

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

    /**
     * What every step has.
     *
     * @param path where it stands in the document, for findings: {@code steps[2].for_each_body_steps[0]}
     */
    record Shared(
            String id,
            StepType type,
            String path,
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

    /** @param model of a provider the platform knows; else {@code modelRef} says both, as {@code direct.openai.gpt-4o} */
    record LlmCall(
            Shared common,
            @Nullable String model,
            @Nullable String modelRef,
            JsonNode prompt,
            ObjectNode llmParams,
            @Nullable String llmCredentialId,
            @Nullable ObjectNode outputSchema)
            implements Step {}

    /**
     * @param agentId a stored agent; else {@code instructions} describe one here
     * @param tools as {@code instance/tool}
     */
    record AgentCall(
            Shared common,
            @Nullable String agentId,
            @Nullable JsonNode instructions,
            JsonNode prompt,
            List<String> tools,
            int maxTurns,
            @Nullable String model,
            @Nullable String modelRef,
            @Nullable ObjectNode outputSchema)
            implements Step {}

    /** @param expectedOutput the JSON Schema of the answer; null takes any answer */
    record Guided(
            Shared common,
            JsonNode goal,
            @Nullable JsonNode context,
            @Nullable ObjectNode expectedOutput,
            boolean gate,
            @Nullable String tone)
            implements Step {}

    record Signal(Shared common, String signalName) implements Step {}

    /**
     * @param version null for the latest published one
     * @param input an object, or a template of one
     */
    record WorkflowCall(
            Shared common, String workflowId, @Nullable Integer version, JsonNode input) implements Step {}

    /** A step with steps inside, which run once for each turn. Their ids are their own. */
    sealed interface Loop extends Step {

        int MOST_TURNS = 10_000;

        Graph body();
    }

    /** @param items a list, or a template of one */
    record ForEach(Shared common, JsonNode items, int maxParallel, Graph body) implements Loop {}

    /** Either {@code condition} or {@code evalScript} is asked; the script wins when there are both. */
    record While(
            Shared common,
            Mode mode,
            int maxIterations,
            @Nullable JsonNode condition,
            @Nullable String evalScript,
            Graph body)
            implements Loop {

        public enum Mode {
            /** Goes on as long as the condition holds, which is asked before each turn. */
            WHILE,
            /** Goes on until the condition holds, which is asked after each turn. */
            UNTIL
        }
    }
}

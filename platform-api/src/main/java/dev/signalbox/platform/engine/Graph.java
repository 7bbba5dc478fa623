package dev.signalbox.platform.engine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A parsed workflow document; immutable. */
public final class Graph {

    private final Map<String, Step> steps = new LinkedHashMap<>();
    private final Map<String, Set<String>> before = new HashMap<>();
    private final Map<String, Integer> positions = new HashMap<>();
    private final List<BitSet> edges = new ArrayList<>();
    private final ObjectNode params;
    private final boolean terminal;
    private final @Nullable JsonNode inputSchema;
    private final @Nullable JsonNode exampleTriggerPayload;

    Graph(
            List<Step> steps,
            ObjectNode params,
            @Nullable JsonNode inputSchema,
            @Nullable JsonNode exampleTriggerPayload) {
        this.params = params;
        this.inputSchema = inputSchema;
        this.exampleTriggerPayload = exampleTriggerPayload;
        for (Step step : steps) {
            this.steps.putIfAbsent(step.id(), step);
            before(step.id()).addAll(step.common().dependsOn());
            if (step instanceof Step.Switch choice) {
                choice.targets().forEach(target -> before(target).add(step.id()));
            }
        }
        this.terminal = steps.stream()
                .anyMatch(step -> step.common().terminal()
                        || (step instanceof Step.Loop loop && loop.body().hasTerminal()));
        this.steps.keySet().forEach(id -> positions.put(id, positions.size()));
        this.steps.keySet().forEach(id -> edges.add(bits(before.getOrDefault(id, Set.of()))));
    }

    /** The steps inside of a loop. */
    static Graph ofBody(List<Step> steps) {
        return new Graph(steps, JsonNodeFactory.instance.objectNode(), null, null);
    }

    /**
     * Whether the graph makes sense is a matter of validation.
     *
     * @throws InvalidGraph when the document has not the form of a graph
     */
    public static Graph read(JsonNode document) {
        var reader = new GraphReader();
        Graph graph = reader.read(document);
        if (!reader.findings().isEmpty()) {
            throw new InvalidGraph(reader.findings().all());
        }
        return graph;
    }

    public List<Step> steps() {
        return List.copyOf(steps.values());
    }

    /** Those inside of loops too. */
    public Stream<Step> all() {
        return steps.values().stream()
                .flatMap(step -> step instanceof Step.Loop loop
                        ? Stream.concat(Stream.of(step), loop.body().all())
                        : Stream.of(step));
    }

    public Optional<Step> find(String stepId) {
        return Optional.ofNullable(steps.get(stepId));
    }

    /**
     * Of a turn, the loop.
     *
     * @throws IllegalArgumentException when the key was not made from this graph
     */
    public Step step(StepKey key) {
        return find(key).orElseThrow(() -> new IllegalArgumentException("No step " + key + " in this graph"));
    }

    /** Inside of loops too; of a turn, the loop. */
    public Optional<Step> find(StepKey key) {
        String[] parts = key.value().split("#", -1);
        var step = find(parts[0]);
        for (int i = 2; i < parts.length && step.orElse(null) instanceof Step.Loop loop; i += 2) {
            step = loop.body().find(parts[i]);
        }
        return step;
    }

    public Optional<JsonNode> inputSchema() {
        return Optional.ofNullable(inputSchema);
    }

    public Optional<JsonNode> exampleTriggerPayload() {
        return Optional.ofNullable(exampleTriggerPayload);
    }

    /** {@code params} of the graph below {@code params} of the command below the trigger payload: one input. */
    public ObjectNode input(ObjectNode commandParams, ObjectNode triggerPayload) {
        ObjectNode input = params.deepCopy();
        input.setAll(commandParams);
        input.setAll(triggerPayload);
        return input;
    }

    Set<String> params() {
        return Set.copyOf(params.propertyNames());
    }

    /** What a step waits for directly: what it depends on, and the switches that name it. */
    Set<String> before(Step step) {
        return before.getOrDefault(step.id(), Set.of());
    }

    /** All steps that have ended when this one begins. */
    Set<String> upstream(String stepId) {
        BitSet upstream = upstreamOf(stepId);
        Set<String> ids = new HashSet<>();
        positions.forEach((id, position) -> {
            if (upstream.get(position)) {
                ids.add(id);
            }
        });
        return ids;
    }

    /** The same as positions: a thousand steps of a hundred edges each are too many to look at one by one for each step. */
    BitSet upstreamOf(String stepId) {
        var upstream = new BitSet();
        var open = before(position(stepId));
        while (!open.isEmpty()) {
            upstream.or(open);
            var next = new BitSet();
            open.stream().forEach(position -> next.or(before(position)));
            next.andNot(upstream);
            open = next;
        }
        return upstream;
    }

    /** -1 when there is no such step. */
    int position(String id) {
        return positions.getOrDefault(id, -1);
    }

    private BitSet before(int position) {
        return position < 0 ? new BitSet() : edges.get(position);
    }

    /** Whether some step, at the top or inside of a loop, ends the run. */
    boolean hasTerminal() {
        return terminal;
    }

    /** The steps nothing comes after. */
    List<Step> leaves() {
        Set<String> followed = new HashSet<>();
        before.values().forEach(followed::addAll);
        return steps.values().stream()
                .filter(step -> !followed.contains(step.id()))
                .toList();
    }

    private BitSet bits(Set<String> ids) {
        var bits = new BitSet();
        ids.stream().mapToInt(this::position).filter(position -> position >= 0).forEach(bits::set);
        return bits;
    }

    private Set<String> before(String stepId) {
        return before.computeIfAbsent(stepId, _ -> new LinkedHashSet<>());
    }
}

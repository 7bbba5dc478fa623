package dev.signalbox.platform.engine;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * All that a run has decided and seen. With the graph and the facts of the run it is everything the interpreter looks at, so
 * deciding again after a crash decides the same. See ADR 11.
 *
 * @param edits the context edits of people, merged into one document; they change what is read later, never what is recorded
 */
public record Journal(Map<StepKey, Visit> visits, ObjectNode edits) {

    public Journal {
        visits = Map.copyOf(visits);
    }

    public static Journal empty() {
        return new Journal(Map.of(), JsonNodeFactory.instance.objectNode());
    }

    public static Journal of(Collection<Visit> visits, ObjectNode edits) {
        return new Journal(visits.stream().collect(Collectors.toMap(Visit::key, visit -> visit)), edits);
    }

    public Optional<Visit> visit(StepKey key) {
        return Optional.ofNullable(visits.get(key));
    }

    /** The visits replaced by newer ones of the same key. */
    public Journal with(Collection<Visit> changed) {
        var all = new LinkedHashMap<>(visits);
        changed.forEach(visit -> all.put(visit.key(), visit));
        return new Journal(all, edits);
    }

    /** Without visits that count no longer. */
    public Journal without(Collection<Visit> gone) {
        var left = new LinkedHashMap<>(visits);
        gone.forEach(visit -> left.remove(visit.key()));
        return new Journal(left, edits);
    }

    public Journal withEdits(ObjectNode merged) {
        return new Journal(visits, merged);
    }

    /** What to write when a run resumes after a pause of this length: every deadline moves by it. */
    public List<Visit> shifted(Duration pause) {
        return visits.values().stream()
                .filter(visit -> !visit.status().ended() && visit.dueAt() != null)
                .map(visit -> visit.shifted(pause))
                .sorted(java.util.Comparator.comparing(Visit::key))
                .toList();
    }
}

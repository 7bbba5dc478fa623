package dev.signalbox.platform.engine;

import java.util.List;

/** What one decision or outcome adds: visits to write under their keys and events to append, in one transaction. */
public record Progress(List<Visit> visits, List<RunEvent> events) {

    /** Nothing changes, for example because the outcome of a visit is known already. */
    public static final Progress NONE = new Progress(List.of(), List.of());

    public Progress {
        visits = List.copyOf(visits);
        events = List.copyOf(events);
    }

    /** All of them as one, in their order. */
    public static Progress merge(List<Progress> parts) {
        return new Progress(
                parts.stream().flatMap(part -> part.visits().stream()).toList(),
                parts.stream().flatMap(part -> part.events().stream()).toList());
    }

    static Progress of(Visit visit, RunEvent... events) {
        return new Progress(List.of(visit), List.of(events));
    }
}

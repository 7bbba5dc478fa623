package dev.signalbox.console.runs;

import dev.signalbox.console.shell.Standing;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Everything a run's page shows, read at one moment. */
record Snapshot(RunSummary summary, List<StepVisit> timeline, List<RunEvent> events, JsonNode context) {

    /** How each step of the graph stands; the visits inside a loop stand under their own names and are not drawn. */
    Map<String, Standing> steps() {
        return timeline.stream()
                .collect(Collectors.toMap(
                        StepVisit::stepId, visit -> Standings.ofStep(visit.status()), (_, later) -> later));
    }
}

package dev.signalbox.platform.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a new run takes over from one that has ended, so that what is finished is not done again: the visits of finished steps as
 * they are, as long as the step and everything before it are the same in the version that runs now. A loop that did not finish goes
 * on with the turn that did not. See ADR 33.
 *
 * @param visits to be the new run's first journal
 * @param edits what people changed in the context, without what is run again
 * @param unknown steps that would be run again although nobody knows whether their effect happened
 */
public record Retry(
        List<Visit> visits, List<RunEvent> events, List<Again> again, List<StepKey> unknown, ObjectNode edits) {

    /** An ended run. */
    public record Ended(Graph graph, Journal journal) {}

    /**
     * @param fromStep is run again, and all that follows it; null for what did not finish
     * @param results of steps that are not run, because their outcome is known otherwise
     */
    public record Wish(@Nullable String fromStep, Map<String, ObjectNode> results) {}

    /** Steps whose call was cut off, of which nobody knows whether it took effect. */
    public static List<StepKey> unknown(Graph graph, Journal journal) {
        return journal.visits().values().stream()
                .filter(visit -> visit.key().isStep() && mayHaveActed(graph, journal, visit))
                .map(Visit::key)
                .sorted()
                .toList();
    }

    public static Retry of(Ended ended, Graph now, Wish wish, Instant at) {
        return new RetryPlan(ended, wish, at).make(now);
    }

    /** An agent that did not finish would begin anew, so it may not have called anything yet. */
    static boolean mayHaveActed(Graph graph, Journal journal, Visit visit) {
        return graph.step(visit.key()) instanceof Step.AgentCall
                ? (visit.status() == Visit.Status.FAILED || visit.status() == Visit.Status.CANCELLED)
                        && new AgentTalk(visit.key(), journal).hasCalled()
                : wasCutOff(visit) && graph.step(visit.key()) instanceof Step.McpCall;
    }

    /** After its failure an attempt leaves the failure behind, so a cancelled one without was under way. */
    private static boolean wasCutOff(Visit visit) {
        return switch (visit.status()) {
            case FAILED -> visit.failure() != null && visit.failure().code() == FailureCode.OUTCOME_UNKNOWN;
            case CANCELLED -> visit.failure() == null;
            case RUNNING, WAITING, RETRYING, COMPLETED, SKIPPED -> false;
        };
    }
}

package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.Visit.Reason;
import dev.signalbox.platform.engine.Visit.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Whether a step's turn has come. It goes ahead when everything before it has ended and at least one of these came through, so
 * that branches can join; when none did, it shares their fate. A step that switches name needs one of them to have chosen it.
 */
final class Readiness {

    enum Turn {
        NOT_YET,
        NOW,
        NEVER
    }

    /** @param reason why never, else null */
    record Verdict(Turn turn, @Nullable Reason reason) {}

    private static final Verdict NOT_YET = new Verdict(Turn.NOT_YET, null);
    private static final Verdict NOW = new Verdict(Turn.NOW, null);

    private final Scope scope;
    private final Map<String, List<Step.Switch>> gates = new HashMap<>();

    Readiness(Scope scope) {
        this.scope = scope;
        for (Step step : scope.graph().steps()) {
            if (step instanceof Step.Switch choice) {
                choice.targets().forEach(target -> gates.computeIfAbsent(target, _ -> new ArrayList<>())
                        .add(choice));
            }
        }
    }

    Verdict of(Step step) {
        List<Step.Switch> choices = gates.getOrDefault(step.id(), List.of());
        if (!allEnded(step.common().dependsOn())
                || !allEnded(choices.stream().map(Step::id).toList())) {
            return NOT_YET;
        }
        if (!choices.isEmpty()) {
            return choices.stream().anyMatch(choice -> chose(choice, step.id())) ? NOW : never(Reason.NOT_TAKEN);
        }
        if (step.common().dependsOn().isEmpty()) {
            boolean held = step.common().noAutoStart() && !isTriggered(step);
            return held ? never(Reason.NOT_TAKEN) : NOW;
        }
        return step.common().dependsOn().stream().anyMatch(this::cameThrough)
                ? NOW
                : never(fateOf(step.common().dependsOn().getFirst()));
    }

    private boolean allEnded(List<String> ids) {
        return ids.stream()
                .allMatch(
                        id -> visit(id).map(Visit::status).filter(Status::ended).isPresent());
    }

    private boolean chose(Step.Switch choice, String target) {
        JsonNode result = visit(choice.id())
                .filter(visit -> visit.status() == Status.COMPLETED)
                .map(Visit::result)
                .orElse(null);
        return result != null && choice.chosen(result.path("case")).contains(target);
    }

    private boolean cameThrough(String id) {
        return visit(id)
                .filter(v -> v.status() == Status.COMPLETED || v.reason() == Reason.STEP_DISABLED)
                .isPresent();
    }

    private Reason fateOf(String id) {
        return visit(id).map(Visit::reason).orElse(Reason.BLOCKED);
    }

    /** A start names steps at the top. */
    private boolean isTriggered(Step step) {
        return scope.isTop() && scope.look().run().triggerSteps().contains(step.id());
    }

    private java.util.Optional<Visit> visit(String id) {
        return scope.visit(id);
    }

    private static Verdict never(Reason reason) {
        return new Verdict(Turn.NEVER, reason);
    }
}

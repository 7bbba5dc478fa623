package dev.signalbox.platform.guided;

import dev.signalbox.platform.engine.SameJson;
import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.engine.Visit;
import dev.signalbox.platform.journal.LiveRun;
import dev.signalbox.platform.journal.Storable;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ErrorCode;
import dev.signalbox.platform.schemas.Shape;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What an answer is to the step it is for. */
sealed interface Verdict {

    record Fits() implements Verdict {}

    /** It is what the step was answered with before: sent twice. */
    record Repeated() implements Verdict {}

    record Misfit(List<Shape.Problem> problems) implements Verdict {}

    /**
     * @throws ApiException NOT_FOUND without such a guided step; CONFLICT when it waits for no answer, or was given another one
     */
    static Verdict of(LiveRun run, StepKey key, JsonNode answer) {
        GuidedStep step = step(run, key);
        return switch (step.status()) {
            case WAITING -> run.state().status().ended() ? refuse(run, key) : of(step, answer);
            case COMPLETED -> {
                if (step.answer() != null && SameJson.is(step.answer(), answer)) {
                    yield new Repeated();
                }
                throw conflict(run, "Step %s has another answer already. Use repair to correct it.".formatted(key));
            }
            case RUNNING, RETRYING, SKIPPED, FAILED, CANCELLED -> refuse(run, key);
        };
    }

    /** An answer in place of one that was given. */
    static Verdict ofCorrection(LiveRun run, StepKey key, JsonNode answer) {
        GuidedStep step = step(run, key);
        if (run.state().status().ended()) {
            throw ApiException.conflict("Run %s is %s: what has ended stays as it is. Start a new one."
                    .formatted(run.facts().runId(), run.state().status().wire()));
        }
        if (step.status() != Visit.Status.COMPLETED) {
            throw conflict(run, "Step %s has no answer yet. Give it with advance.".formatted(key));
        }
        return of(step, answer);
    }

    /** @throws ApiException INVALID_ARGUMENT when no step could have it as an answer */
    static JsonNode answer(@Nullable JsonNode sent) {
        if (sent == null || sent.isNull() || sent.isMissingNode()) {
            throw ApiException.invalid("answer", "is required: any JSON but null");
        }
        if (!Storable.is(sent)) {
            throw ApiException.invalid(
                    "answer", "must not contain the character U+0000, nor be nested deeper than " + Storable.DEEPEST);
        }
        return sent;
    }

    private static Verdict of(GuidedStep step, JsonNode answer) {
        JsonNode expected = step.expectedOutput();
        var problems =
                expected == null ? List.<Shape.Problem>of() : Shape.of(expected).problems(answer);
        return problems.isEmpty() ? new Fits() : new Misfit(problems);
    }

    private static GuidedStep step(LiveRun run, StepKey key) {
        return GuidedStep.find(run, key).orElseThrow(() -> ApiException.notFound("Step", key));
    }

    private static Verdict refuse(LiveRun run, StepKey key) {
        throw conflict(run, "Step %s waits for no answer any more.".formatted(key));
    }

    /** Tells where the run is, so that an agent that lost the thread finds it again. */
    private static ApiException conflict(LiveRun run, String detail) {
        Map<String, Object> now = GuidedStep.next(run)
                .<Map<String, Object>>map(step -> Map.of("step_id", step.id()))
                .orElse(Map.of());
        return new ApiException(ErrorCode.CONFLICT, detail, List.of(), now);
    }
}

package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.RunEvent.Type;
import dev.signalbox.platform.engine.Templates.Unresolved;
import dev.signalbox.platform.engine.Visit.Reason;
import dev.signalbox.platform.engine.Visit.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What one step does when its turn has come, and what it goes on with when it was under way. */
final class Opening {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Scope scope;
    private final RunInfo run;
    private final Instant now;
    private @Nullable Templates templates;

    Opening(Scope scope) {
        this.scope = scope;
        this.run = scope.look().run();
        this.now = scope.look().now();
    }

    Optional<Decision> goOn(Step step, Visit visit) {
        return switch (visit.status()) {
            case RUNNING -> Optional.of(attempt(step, visit, visit.attempt(), true));
            case RETRYING ->
                isDue(visit) ? Optional.of(attempt(step, visit, visit.attempt() + 1, false)) : Optional.empty();
            case WAITING -> wake(step, visit);
            case COMPLETED, SKIPPED, FAILED, CANCELLED -> Optional.empty();
        };
    }

    private Optional<Decision> wake(Step step, Visit visit) {
        return switch (step) {
            case Step.Delay _ when isDue(visit) -> Optional.of(fired(visit));
            case Step.Guided _ when Deadline.isOver(visit, now) -> Optional.of(Asking.over(visit, now));
            case Step.Signal signal when Deadline.isOver(visit, now) -> Optional.of(Listening.over(signal, visit, now));
            case Step.WorkflowCall _ when Deadline.isOver(visit, now) -> Optional.of(Calling.over(visit, now));
            case Step _ -> Optional.empty();
        };
    }

    /** Of an agent under way: all that its parts do. */
    List<Decision> workOn(Step.AgentCall step, Visit visit) {
        return visit.status() == Status.WAITING ? agent(step, visit.key()).goOn() : List.of();
    }

    private AgentWork agent(Step.AgentCall step, StepKey key) {
        var journal = scope.look().journal();
        return new AgentWork(step, journal.visit(key).orElseThrow(), journal, run, now);
    }

    Optional<Decision> begin(Step step, Readiness.Verdict verdict) {
        return switch (verdict.turn()) {
            case NOT_YET -> Optional.empty();
            case NEVER -> Optional.of(skip(step, Objects.requireNonNull(verdict.reason()), null));
            case NOW -> Optional.of(start(step));
        };
    }

    private Decision start(Step step) {
        if (!step.common().enabled() || isExcluded(step)) {
            return skip(step, Reason.STEP_DISABLED, disabled());
        }
        try {
            JsonNode condition = step.common().condition();
            if (condition != null && !templates().truthy(condition)) {
                return skip(step, Reason.CONDITION_FALSE, null);
            }
            return open(step);
        } catch (Unresolved unresolved) {
            return broken(step, FailureCode.TEMPLATE_FAILED, String.valueOf(unresolved.getMessage()));
        }
    }

    private Decision open(Step step) throws Unresolved {
        StepKey key = scope.key(step.id());
        return switch (step) {
            case Step.McpCall call -> call(key, call, 1, false, templates().resolveButSecrets(call.toolArgs()));
            case Step.LuaScript script -> script(key, script, 1, false);
            case Step.LlmCall call -> question(key, call, 1, false, question(call));
            case Step.HumanTask task -> task(key, task, 1, templates().resolve(task.taskPayload()));
            case Step.Delay delay -> timer(key, delay, new DelayEnd(templates(), now).of(delay));
            case Step.Switch choice ->
                chosen(key, choice, Templates.text(templates().resolve(choice.on())));
            case Step.Guided guided -> Asking.open(key, guided, templates(), run, now);
            case Step.Signal signal -> Listening.open(key, signal, run, now);
            case Step.WorkflowCall call -> Calling.open(key, call, templates(), run, now);
            case Step.ForEach each -> forEach(key, each);
            case Step.While repetition -> loop(key, repetition, JSON.objectNode());
            case Step.AgentCall agent -> AgentWork.open(key, agent, templates(), run, now);
        };
    }

    /** With the parameters of the first attempt: a retry is the same call again. */
    private Decision attempt(Step step, Visit visit, int attempt, boolean repeat) {
        ObjectNode input = visit.input() instanceof ObjectNode object ? object : JSON.objectNode();
        return switch (step) {
            case Step.McpCall call -> call(visit.key(), call, attempt, repeat, input);
            case Step.LuaScript script -> script(visit.key(), script, attempt, repeat);
            case Step.LlmCall call -> question(visit.key(), call, attempt, repeat, input);
            case Step.HumanTask task -> task(visit.key(), task, attempt, input);
            case Step.WorkflowCall call -> Calling.again(call, visit, now);
            case Step.AgentCall agent -> agent(agent, visit.key().whole()).part(visit.key(), attempt, repeat);
            case Step.Delay _, Step.Switch _, Step.ForEach _, Step.While _, Step.Guided _, Step.Signal _ ->
                throw new IllegalStateException("Step %s has no attempts".formatted(visit.key()));
        };
    }

    private static Decision call(StepKey key, Step.McpCall step, int attempt, boolean repeat, ObjectNode arguments) {
        return new Decision.CallTool(
                key, step, attempt, repeat, arguments, step.common().timeout());
    }

    private ObjectNode question(Step.LlmCall step) throws Unresolved {
        return JSON.objectNode().put("prompt", Templates.text(templates().resolve(step.prompt())));
    }

    private static Decision question(StepKey key, Step.LlmCall step, int attempt, boolean repeat, ObjectNode question) {
        return new Decision.AskModel(
                key, step, attempt, repeat, question, step.common().timeout());
    }

    private Decision script(StepKey key, Step.LuaScript step, int attempt, boolean repeat) {
        return new Decision.RunScript(
                key,
                step,
                attempt,
                repeat,
                Sight.upstreamOf(scope, step),
                step.common().timeout());
    }

    private Decision task(StepKey key, Step.HumanTask step, int attempt, ObjectNode payload) {
        Duration timeout = step.common().timeout();
        Instant deadline = timeout == null ? null : now.plus(timeout);
        return new Decision.OpenTask(key, step, attempt, false, payload, deadline);
    }

    private Decision forEach(StepKey key, Step.ForEach step) throws Unresolved {
        JsonNode items = templates().resolve(step.items());
        if (!items.isArray()) {
            return broken(
                    step, FailureCode.TEMPLATE_FAILED, "for_each_items is %s, not a list.".formatted(nameOf(items)));
        }
        if (items.size() > Step.Loop.MOST_TURNS) {
            return broken(
                    step,
                    FailureCode.LIMIT_EXCEEDED,
                    "for_each_items has %d items; a loop goes over at most %d: split the list over several runs."
                            .formatted(items.size(), Step.Loop.MOST_TURNS));
        }
        ObjectNode input = JSON.objectNode();
        input.set("items", items);
        return loop(key, step, input);
    }

    private Decision loop(StepKey key, Step.Loop step, ObjectNode input) {
        Duration timeout = step.common().timeout();
        var waiting = Visit.begun(key, run.generation(), Status.WAITING, input, now);
        return new Decision.Record(
                key,
                Progress.of(timeout == null ? waiting : waiting.due(now.plus(timeout)), Events.started(step, key, 1)));
    }

    private static String nameOf(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "an object";
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "a truth value";
            case ARRAY -> "a list";
            case NULL, MISSING, BINARY, POJO -> "null";
        };
    }

    private Decision timer(StepKey key, Step.Delay step, Instant until) {
        ObjectNode input = JSON.objectNode().put("until", until.toString());
        return new Decision.Record(
                key,
                Progress.of(
                        Visit.begun(key, run.generation(), Status.WAITING, input, now)
                                .due(until),
                        Events.started(step, key, 1),
                        RunEvent.of(Type.TIMER_SET, key).with("until", until)));
    }

    private Decision fired(Visit visit) {
        var completed = visit.completed(JSON.objectNode().put("fired_at", now.toString()), now);
        return new Decision.Record(
                visit.key(),
                Progress.of(completed, RunEvent.of(Type.TIMER_FIRED, visit.key()), Events.completed(completed)));
    }

    private Decision chosen(StepKey key, Step.Switch step, String value) {
        ObjectNode result = JSON.objectNode();
        result.set("case", step.cases().containsKey(value) ? JSON.stringNode(value) : JSON.nullNode());
        ObjectNode input = JSON.objectNode().put("switch_on", value);
        var completed =
                Visit.begun(key, run.generation(), Status.RUNNING, input, now).completed(result, now);
        return new Decision.Record(
                key,
                Progress.of(
                        completed,
                        Events.started(step, key, 1),
                        Events.completed(completed).with("case", result.path("case"))));
    }

    private Decision skip(Step step, Reason reason, @Nullable JsonNode result) {
        StepKey key = scope.key(step.id());
        return new Decision.Record(
                key,
                Progress.of(Visit.skipped(key, run.generation(), reason, result, now), Events.skipped(key, reason)));
    }

    private Decision broken(Step step, FailureCode code, String message) {
        StepKey key = scope.key(step.id());
        var failure = Failure.permanent(code, message);
        var failed =
                Visit.begun(key, run.generation(), Status.RUNNING, null, now).failed(failure, now);
        return new Decision.Record(
                key, Progress.of(failed, Events.started(step, key, 1), Events.failed(key, 1, failure)));
    }

    private static ObjectNode disabled() {
        return JSON.objectNode().put("skipped", true).put("reason", Reason.STEP_DISABLED.wire());
    }

    private boolean isDue(Visit visit) {
        return visit.dueAt() == null || !now.isBefore(visit.dueAt());
    }

    /** A start names steps at the top. */
    private boolean isExcluded(Step step) {
        return scope.isTop() && run.excludedStepIds().contains(step.id());
    }

    /** Built at most once for one look: it goes over the whole context. */
    private Templates templates() {
        if (templates == null) {
            templates = new Templates(Sight.all(scope));
        }
        return templates;
    }
}

package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.Templates.Unresolved;
import dev.signalbox.platform.engine.Visit.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an agent does next. Its step waits while its parts go on: a question to the model, the calls that the model asked for side by
 * side, the next question. Each part is a visit of its own, so that an agent whose node died goes on where it was. ADR 71.
 */
final class AgentWork {

    static final int MOST_CALLS = 20;

    private final Step.AgentCall step;
    private final Visit agent;
    private final AgentTalk talk;
    private final RunInfo run;
    private final Instant now;

    /** @param agent the visit of the step itself */
    AgentWork(Step.AgentCall step, Visit agent, Journal journal, RunInfo run, Instant now) {
        this.step = step;
        this.agent = agent;
        this.talk = new AgentTalk(agent.key(), journal);
        this.run = run;
        this.now = now;
    }

    static Decision.Record open(StepKey key, Step.AgentCall step, Templates templates, RunInfo run, Instant now)
            throws Unresolved {
        JsonNode instructions = step.instructions();
        ObjectNode input = JsonNodeFactory.instance
                .objectNode()
                .put("instructions", instructions == null ? "" : Templates.text(templates.resolve(instructions)))
                .put("prompt", Templates.text(templates.resolve(step.prompt())));
        return new Decision.Record(
                key,
                Progress.of(
                        Visit.begun(key, run.generation(), Status.WAITING, input, now), Events.started(step, key, 1)));
    }

    List<Decision> goOn() {
        int turn = talk.turn();
        return talk.reply(turn).isPresent()
                ? calls(turn)
                : next(agent.key().question(turn)).stream().toList();
    }

    private List<Decision> calls(int turn) {
        List<Decision> decisions = new ArrayList<>();
        List<Visit> refused = new ArrayList<>();
        for (int index = 0; index < talk.asked(turn).size(); index++) {
            StepKey call = agent.key().call(turn, index);
            var why = refusal(talk.asked(turn).get(index), index);
            if (why.isEmpty()) {
                next(call).ifPresent(decisions::add);
            } else if (talk.journal().visit(call).isEmpty()) {
                refused.add(Visit.given(call, run.generation(), AgentEnd.told(false, why.get()), now));
            }
        }
        if (!refused.isEmpty()) {
            var journal = talk.journal().with(refused);
            decisions.add(new Decision.Record(
                    refused.getFirst().key(),
                    new Progress(refused, AgentEnd.round(new AgentTalk(agent.key(), journal), turn))));
        }
        return decisions;
    }

    /** What the model can do something about is told to it, and nothing is called. */
    private Optional<String> refusal(JsonNode asked, int index) {
        if (index >= MOST_CALLS) {
            return Optional.of("Not called: a turn has at most %d calls.".formatted(MOST_CALLS));
        }
        if (tool(asked).isEmpty()) {
            return Optional.of(AgentTool.of(step).stream()
                    .map(AgentTool::name)
                    .collect(Collectors.joining(", ", "There is no such tool. You have: ", ".")));
        }
        return asked.path("arguments").isObject()
                ? Optional.empty()
                : Optional.of("Not called: the arguments must be a JSON object.");
    }

    private Optional<AgentTool> tool(JsonNode asked) {
        return AgentTool.of(step).stream()
                .filter(tool -> tool.name().equals(asked.path("tool").asString("")))
                .findFirst();
    }

    private Optional<Decision> next(StepKey part) {
        var visit = talk.journal().visit(part);
        if (visit.isEmpty()) {
            return Optional.of(part(part, 1, false));
        }
        return switch (visit.get().status()) {
            case RUNNING -> Optional.of(part(part, visit.get().attempt(), true));
            case RETRYING ->
                isDue(visit.get()) ? Optional.of(part(part, visit.get().attempt() + 1, false)) : Optional.empty();
            case WAITING, COMPLETED, SKIPPED, FAILED, CANCELLED -> Optional.empty();
        };
    }

    /** Always the same for the same part: it is read from what came before it. */
    Decision.Effect part(StepKey part, int attempt, boolean repeat) {
        Duration timeout = step.common().timeout();
        if (!part.isCall()) {
            return new Decision.AskAgent(
                    part, step, attempt, repeat, opening(agent.input()), talk.before(part.agentTurn()), timeout);
        }
        JsonNode asked = talk.asked(part.agentTurn()).get(part.callIndex());
        return new Decision.CallAgentTool(
                part, step, attempt, repeat, tool(asked).orElseThrow(), (ObjectNode) asked.path("arguments"), timeout);
    }

    private static ObjectNode opening(@Nullable JsonNode input) {
        return input instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }

    private boolean isDue(Visit visit) {
        return visit.dueAt() == null || !now.isBefore(visit.dueAt());
    }
}

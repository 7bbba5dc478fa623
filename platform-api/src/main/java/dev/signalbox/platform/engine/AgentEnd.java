package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.RunEvent.Type;
import dev.signalbox.platform.engine.Visit.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What is written when a part of an agent has ended: the part, and with its last part the agent. */
record AgentEnd(Step.AgentCall step, Visit agent, Journal journal, Instant now) {

    Progress of(Visit part, Outcome outcome, long seed) {
        return switch (outcome) {
            case Outcome.Succeeded succeeded when part.key().isCall() -> answered(part, succeeded.result());
            case Outcome.Succeeded succeeded -> replied(part, succeeded.result());
            case Outcome.Failed failed when part.key().isCall() -> refused(part, failed.failure());
            case Outcome.Failed failed -> unasked(part, failed.failure(), seed);
            case Outcome.Later later -> postponed(part, later);
        };
    }

    private Progress postponed(Visit part, Outcome.Later later) {
        return Progress.of(
                part.postponed(later.reason(), later.at()),
                Events.retrying(agent.key(), part.attempt(), later.reason(), later.at())
                        .with("turn", part.key().agentTurn()));
    }

    private Progress replied(Visit question, JsonNode reply) {
        var ended = question.completed(reply, now);
        int turn = question.key().agentTurn();
        if (reply.path("calls").isEmpty()) {
            var done = agent.completed(result(reply, turn), now);
            return new Progress(List.of(ended, done), List.of(Events.completed(done)));
        }
        return turn < step.maxTurns()
                ? Progress.of(ended)
                : broken(
                        ended,
                        Failure.permanent(
                                FailureCode.LLM_REQUEST_FAILED,
                                "The agent still asked for tools in turn %d, its last: allow more max_turns, or give it less to do."
                                        .formatted(turn)));
    }

    /** The last answer, with what all turns have cost. */
    private ObjectNode result(JsonNode reply, int turns) {
        ObjectNode result = ((ObjectNode) reply).deepCopy();
        result.remove("calls");
        result.put("turns", turns);
        ObjectNode usage = result.withObject("usage");
        for (String tokens : List.of("input_tokens", "output_tokens")) {
            long before = IntStream.range(1, turns)
                    .mapToObj(turn -> talk().reply(turn).orElseThrow())
                    .mapToLong(earlier -> earlier.path("usage").path(tokens).asLong(0))
                    .sum();
            usage.put(tokens, before + usage.path(tokens).asLong(0));
        }
        return result;
    }

    private Progress unasked(Visit question, Failure failure, long seed) {
        if (!failure.retryable() || question.attempt() > step.common().retryCount()) {
            return broken(question.failed(failure, now), failure);
        }
        Instant at = now.plus(Transition.backOff(question.attempt(), seed));
        return Progress.of(
                question.retrying(failure, at),
                Events.retrying(agent.key(), question.attempt(), failure, at)
                        .with("turn", question.key().agentTurn()));
    }

    private Progress answered(Visit call, JsonNode result) {
        return told(call, true, result.path("text").asString(""));
    }

    /** The model can try something else; not so when nobody knows what happened, or nobody may call tools any more. */
    private Progress refused(Visit call, Failure failure) {
        boolean fatal = failure.code() == FailureCode.OUTCOME_UNKNOWN || failure.code() == FailureCode.PERMISSION_LOST;
        return fatal ? broken(call.failed(failure, now), failure) : told(call, false, failure.message());
    }

    private Progress told(Visit call, boolean ok, String text) {
        var ended = call.completed(told(ok, text), now);
        var after = new AgentTalk(agent.key(), journal.with(List.of(ended)));
        return new Progress(List.of(ended), round(after, call.key().agentTurn()));
    }

    static ObjectNode told(boolean ok, String text) {
        return JsonNodeFactory.instance.objectNode().put("ok", ok).put("text", text);
    }

    /** Told with the last call of a turn. */
    static List<RunEvent> round(AgentTalk talk, int turn) {
        if (!talk.isOver(turn)) {
            return List.of();
        }
        ArrayNode tools = JsonNodeFactory.instance.arrayNode();
        ArrayNode asked = talk.asked(turn);
        for (int index = 0; index < asked.size(); index++) {
            JsonNode answer = talk.answer(talk.agent().call(turn, index));
            tools.addObject()
                    .put("tool", asked.get(index).path("tool").asString(""))
                    .put("ok", answer.path("ok").asBoolean(false));
        }
        return List.of(RunEvent.of(Type.AGENT_TURN_TOOL_ROUND, talk.agent())
                .with("turn", turn)
                .with("tools", tools));
    }

    /** The agent fails with its part; calls beside it are no longer waited for. */
    private Progress broken(Visit part, Failure failure) {
        List<Visit> visits = new ArrayList<>(List.of(part, agent.failed(failure, now)));
        talk().open()
                .filter(other -> !other.key().equals(part.key()))
                .map(other -> other.cancelled(Reason.RUN_FAILED, now))
                .forEach(visits::add);
        return new Progress(visits, List.of(Events.failed(agent.key(), agent.attempt(), failure)));
    }

    private AgentTalk talk() {
        return new AgentTalk(agent.key(), journal);
    }
}

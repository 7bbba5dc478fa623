package dev.signalbox.platform.engine;

import dev.signalbox.platform.engine.Visit.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What an agent and its model have said so far, read from the agent's parts in the journal. ADR 71. */
record AgentTalk(StepKey agent, Journal journal) {

    /** The turn that is under way, counted from 1. */
    int turn() {
        int turn = 1;
        while (isOver(turn)) {
            turn++;
        }
        return turn;
    }

    /** Whether the model has answered and all calls that it asked for have ended. */
    boolean isOver(int turn) {
        return reply(turn).isPresent()
                && callsOf(turn).allMatch(call -> completed(call).isPresent());
    }

    /** {@code {text, calls, usage}}; empty while the model has not answered. */
    Optional<JsonNode> reply(int turn) {
        return completed(agent.question(turn)).map(AgentTalk::result);
    }

    /** What the model asked for, as {@code {id, tool, arguments}} each. */
    ArrayNode asked(int turn) {
        return reply(turn).map(reply -> reply.path("calls")).orElse(null) instanceof ArrayNode calls
                ? calls
                : JsonNodeFactory.instance.arrayNode();
    }

    Stream<StepKey> callsOf(int turn) {
        return IntStream.range(0, asked(turn).size()).mapToObj(index -> agent.call(turn, index));
    }

    /** Those that are over, before this one. */
    List<AgentTurn> before(int turn) {
        return IntStream.range(1, turn).mapToObj(this::turn).toList();
    }

    private AgentTurn turn(int turn) {
        List<AgentTurn.Call> calls = new ArrayList<>();
        for (JsonNode asked : asked(turn)) {
            JsonNode answer = answer(agent.call(turn, calls.size()));
            calls.add(new AgentTurn.Call(
                    asked.path("id").asString(""),
                    asked.path("tool").asString(""),
                    asked.path("arguments"),
                    answer.path("text").asString(""),
                    answer.path("ok").asBoolean(false)));
        }
        return new AgentTurn(reply(turn).orElseThrow().path("text").asString(""), calls);
    }

    /** {@code {ok, text}} */
    JsonNode answer(StepKey call) {
        return completed(call).map(AgentTalk::result).orElseThrow();
    }

    /** Whether a tool was called in any turn; a call that was refused was not made. */
    boolean hasCalled() {
        return parts().anyMatch(part -> part.key().isCall() && part.attempt() > 0);
    }

    Stream<Visit> open() {
        return parts().filter(part -> !part.status().ended());
    }

    private Stream<Visit> parts() {
        return journal.visits().values().stream()
                .filter(visit -> visit.key().isPart() && visit.key().whole().equals(agent));
    }

    private static JsonNode result(Visit visit) {
        return Objects.requireNonNull(visit.result());
    }

    private Optional<Visit> completed(StepKey part) {
        return journal.visit(part).filter(visit -> visit.status() == Status.COMPLETED);
    }
}

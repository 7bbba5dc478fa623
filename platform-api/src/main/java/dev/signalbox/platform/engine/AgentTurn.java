package dev.signalbox.platform.engine;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A turn of an agent that is over: what its model said, and what the tools answered.
 *
 * @param text empty when the model only called tools
 */
public record AgentTurn(String text, List<Call> calls) {

    public AgentTurn {
        calls = List.copyOf(calls);
    }

    /**
     * @param id by which the model knows the call
     * @param arguments an object; or what was meant to be one, as text
     * @param ok whether the tool did it; else the answer says why not
     */
    public record Call(String id, String tool, JsonNode arguments, String answer, boolean ok) {}
}

package dev.signalbox.platform.engine;

import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** All that a run of chance asks: tools, models, people, other runs. It answers by what it is asked alone, whoever asks and when. */
record World(long seed) {

    /** How often a call fails before it succeeds; mostly never. */
    int failures(String key) {
        var chance = chance("fails " + key);
        return chance.nextInt(8) == 0 ? 1 + chance.nextInt(3) : 0;
    }

    Outcome answer(StepKey key, int attempt, @Nullable JsonNode asked) {
        return attempt <= failures(key.value())
                ? Outcome.failed(FailureCode.LLM_REQUEST_FAILED, "by chance", true)
                : Outcome.succeeded(value(key.value(), asked));
    }

    ObjectNode value(String key, @Nullable JsonNode asked) {
        int v = chance(key + " " + asked).nextInt(100);
        return Json.object("{}").put("v", v).put("odd", v % 2 == 1);
    }

    /** How often the model of an agent asks for tools before it answers. */
    int rounds(String agent) {
        return chance("rounds " + agent).nextInt(4);
    }

    /** A tool that is called may fail, and a model may ask for one that is not there: neither fails the agent. */
    Outcome call(StepKey call) {
        return fails(call)
                ? Outcome.failed(FailureCode.MCP_TOOL_FAILED, "by chance", false)
                : Outcome.succeeded(Json.object("{text: 'Well.'}"));
    }

    Outcome reply(StepKey question, int attempt, JsonNode opening, List<AgentTurn> turns) {
        if (attempt <= failures(question.value())) {
            return Outcome.failed(FailureCode.LLM_REQUEST_FAILED, "by chance", true);
        }
        StepKey agent = question.whole();
        if (turns.size() >= rounds(agent.value())) {
            return Outcome.succeeded(last(agent, opening, turns.size()));
        }
        ObjectNode reply = Json.object("{text: 'Let me see.', calls: []}");
        ArrayNode calls = reply.withArray("calls");
        for (int i = 0; i < asked(agent, turns.size() + 1); i++) {
            calls.addObject()
                    .put("id", "c" + i)
                    .put("tool", isThere(agent.call(turns.size() + 1, i)) ? "t" : "nowhere")
                    .putObject("arguments")
                    .put("i", i);
        }
        return Outcome.succeeded(reply);
    }

    /** Says how many calls went well, so that a call that is lost or made up changes it. */
    ObjectNode last(StepKey agent, JsonNode opening, int rounds) {
        int well = 0;
        for (int turn = 1; turn <= rounds; turn++) {
            for (int i = 0; i < asked(agent, turn); i++) {
                StepKey call = agent.call(turn, i);
                well += isThere(call) && !fails(call) ? 1 : 0;
            }
        }
        return value(agent.value(), opening).put("text", "Done.").put("well", well);
    }

    private int asked(StepKey agent, int turn) {
        return 1 + chance("calls " + agent + turn).nextInt(3);
    }

    private boolean isThere(StepKey call) {
        return chance("there " + call).nextInt(6) > 0;
    }

    private boolean fails(StepKey call) {
        return chance("call " + call).nextInt(5) == 0;
    }

    private SplittableRandom chance(String what) {
        return new SplittableRandom(seed * 31 + what.hashCode());
    }
}

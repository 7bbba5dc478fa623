package dev.signalbox.platform.engine;

import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How the script of a {@code while} loop is asked about a turn. */
final class Judging {

    private Judging() {}

    static Decision.JudgeTurn of(Scope turn, boolean repeat) {
        var around = turn.turn();
        var loop = (Step.While) around.loop();
        return new Decision.JudgeTurn(
                around.key(), loop, repeat, Objects.requireNonNull(loop.evalScript()), sight(turn));
    }

    /** Before a turn, {@code body} is still the one before it. */
    static ObjectNode sight(Scope turn) {
        ObjectNode sight = Sight.all(turn);
        if (((Step.While) turn.turn().loop()).mode() == Step.While.Mode.WHILE) {
            JsonNode prev = sight.path("while").path("prev");
            sight.set("body", prev);
        }
        return sight;
    }
}

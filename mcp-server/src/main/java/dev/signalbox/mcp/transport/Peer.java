package dev.signalbox.mcp.transport;

import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** The client of a request, as its revision lets it be spoken to. */
sealed interface Peer permits LegacyPeer, ModernPeer {

    /** Whether the client said that it can do this. */
    boolean can(String capability);

    boolean hears(LogLevel level);

    /**
     * Asks all of it and gives the answers under the same keys.
     *
     * @param state for the server itself, where the question outlives the request; null when nothing need be kept
     * @param out takes what must be sent for it
     */
    Mono<Map<String, ObjectNode>> ask(
            Map<String, Question> questions, @Nullable String state, Consumer<ObjectNode> out);
}

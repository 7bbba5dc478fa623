package dev.signalbox.connector.remotemcp;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a server that was found out about is spoken to. */
sealed interface Dialect permits Modern, Legacy {

    /** What we call ourselves in each of them. */
    Map<String, @Nullable Object> CLIENT =
            Map.of("name", "signalbox", "title", "Signalbox", "version", RemoteMcpFactory.VERSION);

    Said ask(Question question) throws InterruptedException;

    /** Whether the refusal means that one has to begin anew with the server, which has done nothing yet. */
    boolean over(Refused refused);
}

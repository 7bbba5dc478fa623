package dev.signalbox.connector.remotemcp;

import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The revisions 2025-06-18 and 2025-11-25: a handshake, and perhaps a session that later requests belong to. */
record Legacy(Wire wire, AtomicLong ids, String revision, Optional<String> session) implements Dialect {

    private static final String NEWEST = "2025-11-25";
    private static final Set<String> SPOKEN = Set.of(NEWEST, "2025-06-18", "2025-03-26");

    /** Shakes hands. */
    static Legacy with(Wire wire, AtomicLong ids, Question first) throws InterruptedException {
        var hello = Message.request(
                        ids.incrementAndGet(),
                        "initialize",
                        Map.of("protocolVersion", NEWEST, "capabilities", Map.of(), "clientInfo", CLIENT))
                .with(first.headers());
        var reply = wire.ask(hello, first.patience(), new Courtesy(wire, first.headers(), first.hearing()));
        var revision = reply.result().text("protocolVersion").orElse("");
        if (!SPOKEN.contains(revision)) {
            throw new ToolException(
                    Reason.UPSTREAM_FAILED,
                    wire.host() + " speaks the revision " + Visible.only(revision)
                            + " of MCP, which is not known here.");
        }
        var met = new Legacy(wire, ids, revision, reply.session());
        wire.tell(Message.notification("notifications/initialized", Map.of()).with(met.headers(first)));
        return met;
    }

    @Override
    public Said ask(Question question) throws InterruptedException {
        var id = ids.incrementAndGet();
        var params = new LinkedHashMap<String, @Nullable Object>(question.params());
        params.put("_meta", Map.of("progressToken", id));
        var message = Message.request(id, question.method(), params).with(headers(question));
        try {
            return wire.ask(message, question.patience(), new Courtesy(wire, message.headers(), question.hearing()))
                    .result();
        } catch (InterruptedException e) {
            cancel(id, message.headers());
            throw e;
        }
    }

    @Override
    public boolean over(Refused refused) {
        return session.isPresent() && refused.unknownSession();
    }

    /** In these revisions a client that goes away has not cancelled anything. */
    private void cancel(long id, Map<String, String> headers) throws InterruptedException {
        try {
            wire.tell(
                    Message.notification(
                                    "notifications/cancelled",
                                    Map.of("requestId", id, "reason", "The caller does not wait any longer."))
                            .with(headers),
                    Duration.ofMillis(500));
        } catch (ToolException | Refused _) {
            // The caller is gone either way, and the server has its own time limits.
        }
    }

    private Map<String, String> headers(Question question) {
        var headers = new LinkedHashMap<>(question.headers());
        headers.put("MCP-Protocol-Version", revision);
        session.ifPresent(id -> headers.put("Mcp-Session-Id", id));
        return headers;
    }
}

package dev.signalbox.connector.remotemcp;

import dev.signalbox.connector.Connector;
import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.ReviewedTools;
import dev.signalbox.connector.Tool;
import dev.signalbox.connector.ToolCall;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.connector.ToolResult;
import dev.signalbox.connector.ToolReview;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Offers the tools that are pinned, and looks from time to time whether the server still means the same by them. */
final class RemoteMcpConnector implements Connector, ReviewedTools {

    /** How long another node's approval may stay unseen here. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private static final Duration LOOK_AGAIN = Duration.ofMinutes(5);

    private final RemoteMcpSettings settings;
    private final ConnectorContext context;
    private final Server server;
    private final Pins pins;
    private final Results results;
    private final AtomicReference<@Nullable Known> known = new AtomicReference<>();
    private final AtomicBoolean changed = new AtomicBoolean();
    private final ReentrantLock looking = new ReentrantLock();

    RemoteMcpConnector(RemoteMcpSettings settings, ConnectorContext context) {
        this.settings = settings;
        this.context = context;
        this.server = new Server(settings, context);
        this.pins = new Pins(context.store(), context.json());
        this.results = new Results(settings.url().getHost(), context.json());
    }

    /** What was read from the store, and until when it is good enough. */
    private record Known(Pinned pinned, List<Tool<?>> tools, Instant until) {}

    @Override
    public List<Tool<?>> tools() {
        try {
            return known().tools();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolException(Reason.UNAVAILABLE, "Interrupted while the tools were read.", e);
        }
    }

    /** The first one that gets through pins what the server says. */
    @Override
    public void check(ToolCall call) throws InterruptedException {
        looking.lockInterruptibly();
        try {
            look(call);
        } finally {
            looking.unlock();
        }
    }

    @Override
    public List<ToolReview> reviews() throws InterruptedException {
        return pins.load().reviews();
    }

    @Override
    public void approve(String tool, String fingerprint) throws InterruptedException {
        pins.approve(tool, fingerprint);
        known.set(null);
    }

    private ToolResult call(String tool, Map<String, @Nullable Object> arguments, ToolCall call)
            throws InterruptedException {
        lookIfDue(call);
        var pinned = known().pinned();
        var waiting = pinned.waiting().get(tool);
        if (waiting != null) {
            throw new ToolException(Reason.CONFLICT, waiting.refusal());
        }
        var definition = pinned.pins().get(tool);
        if (definition == null) {
            throw new ToolException(Reason.NOT_FOUND, "This instance has no tool " + tool + " any more.");
        }
        var schema = new Said(definition.facts()).object(Definition.SCHEMA).fields();
        var asking = new Server.Asking(
                "tools/call",
                Map.of("name", definition.remoteName(), "arguments", arguments),
                ParamHeaders.of(schema, arguments),
                () -> changed.set(true));
        return results.of(server.ask(asking, call));
    }

    /** One call of many looks; the others go by what was known a moment ago. */
    private void lookIfDue(ToolCall call) throws InterruptedException {
        var due = changed.get()
                || known().pinned().olderThan(LOOK_AGAIN, context.clock().instant());
        if (due && looking.tryLock()) {
            try {
                look(call);
            } finally {
                looking.unlock();
            }
        }
    }

    private void look(ToolCall call) throws InterruptedException {
        changed.set(false);
        pins.compare(Offers.of(server, settings, context.json(), call));
        known.set(null);
    }

    private Known known() throws InterruptedException {
        var now = context.clock().instant();
        var kept = known.get();
        if (kept != null && now.isBefore(kept.until())) {
            return kept;
        }
        var pinned = pins.load();
        var read = new Known(pinned, tools(pinned), now.plus(FRESH));
        known.set(read);
        return read;
    }

    private List<Tool<?>> tools(Pinned pinned) {
        return pinned.pins().entrySet().stream()
                .<Tool<?>>map(pin -> tool(pin.getKey(), pin.getValue()))
                .toList();
    }

    private Tool<?> tool(String name, Definition definition) {
        return Tool.withSchema(
                definition.tool(name, settings.trustAnnotations()),
                definition.schema(context.json()),
                (arguments, call) -> call(name, arguments, call));
    }
}

package dev.signalbox.platform.plugins.workshop;

import dev.signalbox.connector.Connector;
import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.Default;
import dev.signalbox.connector.Description;
import dev.signalbox.connector.Secret;
import dev.signalbox.connector.Tool;
import dev.signalbox.connector.ToolCall;
import dev.signalbox.connector.ToolDefinition;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.connector.ToolResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

final class Workshop implements Connector {

    private final WorkshopPlugin.Settings settings;
    private final ConnectorContext context;
    private final AtomicInteger calls = new AtomicInteger();

    Workshop(WorkshopPlugin.Settings settings, ConnectorContext context) {
        this.settings = settings;
        this.context = context;
    }

    enum Mood {
        CALM,
        VERY_LOUD
    }

    record Echo(
            @Description("What to say.") String text,
            @Default("1") int times,
            @Default("calm") Mood mood) {}

    record Nothing() {}

    record Fail(Reason reason) {}

    /** @param meeting the name under which a test left two latches: entered, and left */
    record Wait(String meeting) {}

    record Note(String key, Optional<Object> value) {}

    record Blob(int size) {}

    @Override
    public List<Tool<?>> tools() {
        return List.of(
                Tool.of(ToolDefinition.read("echo", "Echo", "Says it again."), Echo.class, this::echo),
                Tool.of(ToolDefinition.read("read_fails", "Fail", "Fails."), Fail.class, Workshop::fail),
                Tool.of(ToolDefinition.write("write_fails", "Fail", "Fails."), Fail.class, Workshop::fail),
                Tool.of(ToolDefinition.read("read_waits", "Wait", "Waits."), Wait.class, Workshop::await),
                Tool.of(ToolDefinition.write("write_waits", "Wait", "Waits."), Wait.class, Workshop::await),
                Tool.of(
                        ToolDefinition.write("key_waits", "Wait", "Waits.").idempotentByKey(),
                        Wait.class,
                        Workshop::await),
                Tool.of(ToolDefinition.read("read_breaks", "Break", "Breaks."), Nothing.class, Workshop::breaks),
                Tool.of(ToolDefinition.write("write_breaks", "Break", "Breaks."), Nothing.class, Workshop::breaks),
                Tool.of(
                        ToolDefinition.read("overflows", "Overflow", "Never returns."),
                        Nothing.class,
                        Workshop::overflow),
                Tool.of(ToolDefinition.read("interrupts", "Interrupt", "Gives up."), Nothing.class, Workshop::giveUp),
                Tool.of(ToolDefinition.read("leaks", "Leak", "Returns a secret."), Nothing.class, Workshop::leak),
                Tool.of(ToolDefinition.read("blob", "Blob", "Returns much."), Blob.class, Workshop::blob),
                Tool.of(ToolDefinition.write("note", "Note", "Keeps a note.").closedWorld(), Note.class, this::note),
                Tool.withSchema(
                        ToolDefinition.read("sum", "Sum", "Adds two numbers."),
                        """
                        {"type": "object", "required": ["a", "b"],
                         "properties": {"a": {"type": "integer"}, "b": {"type": "integer", "default": 1}}}""",
                        (arguments, _) ->
                                ToolResult.of(Map.of("sum", (Long) arguments.get("a") + (Long) arguments.get("b")))));
    }

    @Override
    public void check(ToolCall call) {
        if (settings.label().equals("wrong")) {
            throw new ToolException(Reason.UNAUTHENTICATED, "The label is wrong.");
        }
    }

    /** A test that wants to know leaves a latch under the label. */
    @Override
    public void close() {
        if (System.getProperties().get(settings.label()) instanceof CountDownLatch closed) {
            closed.countDown();
        }
    }

    private ToolResult echo(Echo arguments, ToolCall call) {
        var result = new LinkedHashMap<String, Object>();
        result.put("label", settings.label());
        result.put("calls", calls.incrementAndGet());
        result.put("text", arguments.text().repeat(arguments.times()));
        result.put("mood", arguments.mood());
        result.put("tenant", call.tenant().id());
        result.put("project", call.project().id());
        result.put("caller", call.caller().map(ToolCall.Caller::id));
        result.put("key", call.idempotencyKey());
        result.put("repeat", call.repeat());
        result.put("at_home", Thread.currentThread().getContextClassLoader() == Workshop.class.getClassLoader());
        return ToolResult.of(result);
    }

    private ToolResult note(Note arguments, ToolCall call) throws InterruptedException {
        var store = context.store();
        if (arguments.value().isPresent()) {
            var content = Map.of("value", arguments.value().get());
            var seen = store.find(arguments.key());
            if (seen.isPresent()) {
                store.replace(seen.get(), content);
            } else {
                store.insert(arguments.key(), content);
            }
        }
        return ToolResult.of(Map.of("notes", store.list(arguments.key(), "", 10)));
    }

    private static ToolResult fail(Fail arguments, ToolCall call) {
        throw new ToolException(arguments.reason(), "As you wished.");
    }

    private static ToolResult breaks(Nothing arguments, ToolCall call) {
        throw new IllegalStateException("an inner secret");
    }

    @SuppressWarnings("InfiniteRecursion") // that is the point
    private static ToolResult overflow(Nothing arguments, ToolCall call) {
        return overflow(arguments, call);
    }

    private static ToolResult giveUp(Nothing arguments, ToolCall call) throws InterruptedException {
        throw new InterruptedException("Nobody asked for this.");
    }

    private static ToolResult leak(Nothing arguments, ToolCall call) {
        return ToolResult.of(Map.of("key", Secret.of("k3y")));
    }

    private static ToolResult blob(Blob arguments, ToolCall call) {
        return ToolResult.text("x".repeat(arguments.size()));
    }

    private static ToolResult await(Wait arguments, ToolCall call) throws InterruptedException {
        var meeting = (CountDownLatch[]) System.getProperties().get(arguments.meeting());
        meeting[0].countDown();
        try {
            new CountDownLatch(1).await();
            throw new AssertionError("Nobody counts this latch down");
        } finally {
            if (call.cancellation().requested()) {
                meeting[1].countDown();
            }
        }
    }
}

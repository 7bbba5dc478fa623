/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector.testkit;

import dev.signalbox.connector.Connector;
import dev.signalbox.connector.ConnectorFactory;
import dev.signalbox.connector.Credential;
import dev.signalbox.connector.Tool;
import dev.signalbox.connector.ToolException;
import dev.signalbox.platform.schemas.RecordJson;
import dev.signalbox.platform.schemas.Shape;
import dev.signalbox.platform.schemas.ToolArguments;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** One open connector, called as the platform calls it. */
final class Trial implements AutoCloseable {

    /** How a call ended. */
    sealed interface Outcome {
        record Answered(JsonNode result) implements Outcome {}

        record Refused(ToolException why) implements Outcome {}

        record Interrupted() implements Outcome {}

        /** Neither a result nor a reason: a defect. */
        record Broke(Throwable how) implements Outcome {}

        /** Everything that a caller or a log gets to see. */
        default Stream<String> told() {
            return switch (this) {
                case Answered(var result) -> Stream.of(result.toString());
                case Refused(var why) -> causes(why);
                case Broke(var how) -> causes(how);
                case Interrupted() -> Stream.empty();
            };
        }

        private static Stream<String> causes(Throwable thrown) {
            return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause).map(Throwable::toString);
        }
    }

    private final TestContext context;
    private final Connector connector;
    private final Results results = new Results();

    private Trial(TestContext context, Connector connector) {
        this.context = context;
        this.connector = connector;
    }

    static <C extends Record> Trial open(
            ConnectorFactory<C> factory, JsonNode settings, TestContext context, Consumer<TestContext> before) {
        var filled = Shape.of(factory.settings()).fill(settings);
        if (!filled.valid()) {
            throw new AssertionError("settings() do not fit their schema: " + filled.problems());
        }
        before.accept(context);
        var bound = RecordJson.bind(filled.value(), factory.settings(), "settings");
        return new Trial(context, factory.open(bound, context));
    }

    TestContext context() {
        return context;
    }

    List<Tool<?>> tools() {
        return connector.tools();
    }

    List<String> names() {
        return tools().stream().map(tool -> tool.definition().name()).toList();
    }

    /** What is in the store, without the times at which it was written. */
    Map<String, Map<String, @Nullable Object>> kept() {
        var kept = new TreeMap<String, Map<String, @Nullable Object>>();
        context.store().documents().forEach((key, document) -> kept.put(key, document.content()));
        return kept;
    }

    Tool<?> tool(String name) {
        return tools().stream()
                .filter(tool -> tool.definition().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("The connector has no tool " + name));
    }

    String arguments(Example example) {
        return example.arguments().apply(results);
    }

    /** The examples that come before one, so that it finds what it needs. */
    void prepare(List<Example> examples, Example until, Credential credential) throws InterruptedException {
        for (var example : examples.subList(0, examples.indexOf(until))) {
            call(example, TestCall.with(credential).withKey("earlier-" + examples.indexOf(example)));
        }
    }

    /** Keeps the result for the examples that come after. */
    Outcome call(Example example, TestCall call) throws InterruptedException {
        var outcome = call(example.tool(), arguments(example), call);
        if (outcome instanceof Outcome.Answered(var result)) {
            results.put(example.tool(), result);
        }
        return outcome;
    }

    Outcome call(String tool, String arguments, TestCall call) throws InterruptedException {
        return start(tool, arguments, call).ended();
    }

    Running start(String tool, String arguments, TestCall call) {
        var found = tool(tool);
        return onThread(tool, () -> handle(found, RecordJson.MAPPER.readTree(arguments), call));
    }

    /** Whether the connector's own check gets through. */
    Outcome check(TestCall call) throws InterruptedException {
        return onThread("check", () -> {
                    connector.check(call);
                    return JsonNodeFactory.instance.objectNode();
                })
                .ended();
    }

    record Running(Thread thread, CompletableFuture<Outcome> outcome) {

        Outcome ended() throws InterruptedException {
            thread.join();
            return outcome.join();
        }

        /** Until it is seen to call out, has ended, or has had time enough for either. */
        void awaitBegin(TestContext context) throws InterruptedException {
            for (int i = 0; i < 50 && !outcome.isDone(); i++) {
                if (context.reachesOut(Duration.ofMillis(10))) {
                    return;
                }
            }
        }
    }

    @FunctionalInterface
    private interface Work {
        JsonNode run() throws InterruptedException;
    }

    /** A virtual thread of its own, as on the platform. */
    private static Running onThread(String name, Work work) {
        var outcome = new CompletableFuture<Outcome>();
        return new Running(Thread.ofVirtual().name(name).start(() -> outcome.complete(outcome(work))), outcome);
    }

    private static Outcome outcome(Work work) {
        try {
            return new Outcome.Answered(work.run());
        } catch (ToolException e) {
            return new Outcome.Refused(e);
        } catch (InterruptedException _) {
            return new Outcome.Interrupted();
        } catch (Throwable e) { // what Java does not know that it throws is a defect too
            return new Outcome.Broke(e);
        }
    }

    private static <I> JsonNode handle(Tool<I> tool, JsonNode arguments, TestCall call) throws InterruptedException {
        var result = tool.handler().handle(ToolArguments.bind(tool, arguments), call);
        return RecordJson.MAPPER.valueToTree(result.structured());
    }

    @Override
    public void close() {
        connector.close();
        context.close();
    }
}

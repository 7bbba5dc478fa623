package dev.signalbox.platform.connectors;

import dev.signalbox.connector.Tool;
import dev.signalbox.connector.ToolDefinition;
import dev.signalbox.connector.ToolException;
import dev.signalbox.platform.accounts.AccountTokens.Held;
import dev.signalbox.platform.connectors.ToolOutcome.Failure;
import dev.signalbox.platform.connectors.ToolOutcome.Success;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ErrorCode;
import dev.signalbox.platform.schemas.ToolArguments;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Calls the tools of connectors: the only place that does, so that credentials never leave it.
 *
 * <p>Guarantee: an outcome is a failure that may be repeated only when nothing happened or when the tool promises that a repeat
 * is harmless; what may or may not have happened is {@link ToolOutcome.Unknown}.
 */
@Component
public class ToolRunner {

    private static final Logger log = LoggerFactory.getLogger(ToolRunner.class);

    private final ConnectorBindings bindings;
    private final OpenConnectors connectors;
    private final Provisioning provisioning;

    ToolRunner(ConnectorBindings bindings, OpenConnectors connectors, Provisioning provisioning) {
        this.bindings = bindings;
        this.connectors = connectors;
        this.provisioning = provisioning;
    }

    /**
     * Never waits longer than the invocation's timeout. Errors only when the database failed before anything was called.
     * Cancelling interrupts the tool; what it did until then stays done.
     */
    public Mono<ToolOutcome> call(ToolInvocation invocation) {
        return bindings.resolve(invocation.tenant(), invocation.project(), invocation.binding())
                .flatMap(bound -> run(bound, invocation))
                .onErrorResume(ApiException.class, refused -> Mono.just(Outcomes.of(refused)));
    }

    /** Tries whether a call would get through; its tool and arguments do not matter. */
    public Mono<ToolOutcome> check(ToolInvocation invocation) {
        return bindings.resolve(invocation.tenant(), invocation.project(), invocation.binding())
                .flatMap(bound -> check(bound, invocation))
                .onErrorResume(ApiException.class, refused -> Mono.just(Outcomes.of(refused)));
    }

    /** Tries whether a call would get through, by the connector's own check; changes nothing on the other side. */
    Mono<ToolOutcome> check(ConnectorBindings.Bound bound, ToolInvocation invocation) {
        return run(bound, invocation, (connector, attempt) -> {
                    connector.connector().check(attempt.call());
                    return new Success(JsonNodeFactory.instance.objectNode());
                })
                .onErrorResume(ApiException.class, refused -> Mono.just(Outcomes.of(refused)));
    }

    private Mono<ToolOutcome> run(ConnectorBindings.Bound bound, ToolInvocation invocation) {
        return run(bound, invocation, (connector, attempt) -> {
            var tool = connector.tool(invocation.tool());
            return tool.isEmpty() ? noSuchTool(bound, invocation) : handle(tool.get(), attempt);
        });
    }

    /** @param begun the tool whose handler has been entered; null while nothing can have happened */
    private record Attempt(RunningCall call, Provisions with, AtomicReference<@Nullable ToolDefinition> begun) {}

    @FunctionalInterface
    private interface Work {
        ToolOutcome in(OpenConnector connector, Attempt attempt) throws InterruptedException;
    }

    private Mono<ToolOutcome> run(ConnectorBindings.Bound bound, ToolInvocation invocation, Work work) {
        return provisioning.of(bound, invocation).flatMap(with -> run(bound, invocation, work, with)
                .elapsed()
                .flatMap(first -> refused(first.getT2()) && with.account() != null
                        ? again(bound, after(invocation, first.getT1()), work, with.account())
                        : Mono.just(first.getT2())));
    }

    private static ToolInvocation after(ToolInvocation invocation, long millis) {
        return invocation.within(invocation.timeout().minusMillis(millis));
    }

    /** What was refused has done nothing, so it is harmless to do it once more with a new token. */
    private Mono<ToolOutcome> again(ConnectorBindings.Bound bound, ToolInvocation invocation, Work work, Held refused) {
        return provisioning.renewed(bound, invocation, refused).flatMap(with -> run(bound, invocation, work, with)
                .delayUntil(outcome -> refused(outcome) ? provisioning.expire(invocation, refused) : Mono.empty()));
    }

    private static boolean refused(ToolOutcome outcome) {
        return outcome instanceof Failure failure && failure.code() == ErrorCode.UNAUTHENTICATED;
    }

    private Mono<ToolOutcome> run(
            ConnectorBindings.Bound bound, ToolInvocation invocation, Work work, Provisions with) {
        return Mono.defer(() -> {
            var call = new RunningCall(invocation, with.credential());
            var attempt = new Attempt(call, with, new AtomicReference<>());
            return PluginThread.run("tool-" + invocation.tool(), () -> outcome(bound, invocation, attempt, work))
                    .doOnCancel(attempt.call()::cancel)
                    .timeout(
                            invocation.timeout(),
                            Mono.fromSupplier(
                                    () -> Outcomes.late(attempt.begun().get())))
                    .map(with.masks()::of);
        });
    }

    private ToolOutcome outcome(ConnectorBindings.Bound bound, ToolInvocation invocation, Attempt attempt, Work work) {
        try {
            return connectors.use(bound.installed(), invocation.tenant(), bound.instance(), connector -> attempt.with()
                    .hosts()
                    .during(() -> work.in(connector, attempt)));
        } catch (ToolException e) {
            return Outcomes.of(e, attempt.begun().get());
        } catch (Throwable e) { // plugins can throw what Java does not know they throw
            // After a cancellation or time-out nobody listens any more; an interrupt out of the blue is a defect.
            if (!attempt.call().cancellation().requested()) {
                var connector = bound.instance().connectorId();
                var id = attempt.call().id();
                // The trace as text, since a plugin may have put what it was given into its message.
                var trace = attempt.with().masks().text(trace(e));
                log.error("Tool {} of connector {} broke in call {}: {}", invocation.tool(), connector, id, trace);
            }
            return Outcomes.broken(attempt.begun().get());
        }
    }

    private static <I> ToolOutcome handle(Tool<I> tool, Attempt attempt) throws InterruptedException {
        var arguments = ToolArguments.bind(tool, attempt.with().arguments());
        attempt.begun().set(tool.definition());
        return Outcomes.of(tool.handler().handle(arguments, attempt.call()));
    }

    private static String trace(Throwable thrown) {
        var text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private static ToolOutcome noSuchTool(ConnectorBindings.Bound bound, ToolInvocation invocation) {
        var message = "Instance %s has no tool %s.".formatted(bound.instance().name(), invocation.tool());
        return new Failure(ErrorCode.NOT_FOUND, message, false, null);
    }
}

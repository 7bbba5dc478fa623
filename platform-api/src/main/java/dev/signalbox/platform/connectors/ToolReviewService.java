package dev.signalbox.platform.connectors;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.signalbox.connector.ReviewedTools;
import dev.signalbox.connector.ToolException;
import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Tools that somebody else defines and has changed. Guarantee: only a person who is signed in agrees to a difference, and only to
 * the one they were shown; a token that could agree would let a changed tool approve itself through an agent.
 */
@Service
class ToolReviewService {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ConnectorInstanceService instances;
    private final ConnectorBindings bindings;
    private final OpenConnectors connectors;
    private final TenantTransaction transaction;
    private final Audit audit;

    ToolReviewService(
            ConnectorInstanceService instances,
            ConnectorBindings bindings,
            OpenConnectors connectors,
            TenantTransaction transaction,
            Audit audit) {
        this.instances = instances;
        this.bindings = bindings;
        this.connectors = connectors;
        this.transaction = transaction;
        this.audit = audit;
    }

    /**
     * @param fingerprint names exactly this difference; agreeing to it wants it back
     * @param difference a sentence or change a line, in words of the other system among ours
     */
    record Review(String tool, Kind kind, String fingerprint, List<String> difference, Instant seenAt) {}

    /** The contract's kind, as the wire writes it. */
    enum Kind {
        NEW,
        CHANGED,
        GONE,
        REFUSED;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Mono<List<Review>> list(ConnectorInstance.Id id) {
        return Mono.zip(Access.current(), instances.get(id, Scope.MCP_READ))
                .flatMap(found -> reviewed(found.getT1().tenant(), found.getT2(), ReviewedTools::reviews))
                .map(waiting -> waiting.stream()
                        .map(one -> new Review(
                                one.tool(),
                                Kind.valueOf(one.kind().name()),
                                one.fingerprint(),
                                one.difference(),
                                one.seenAt()))
                        .toList());
    }

    Mono<Void> approve(ConnectorInstance.Id id, String tool, String fingerprint) {
        return Access.current()
                .filter(caller -> caller.kind() == Caller.Kind.SIGN_IN)
                .switchIfEmpty(Mono.error(() -> new ApiException(
                        ErrorCode.PERMISSION_DENIED,
                        "A token cannot agree to what a tool has become. Sign in to the console.")))
                .zipWith(instances.get(id, Scope.MCP_WRITE))
                .flatMap(found -> agree(found.getT1(), found.getT2(), tool, fingerprint));
    }

    private Mono<Void> agree(Caller caller, ConnectorInstance instance, String tool, String fingerprint) {
        // The connector agrees in a store of its own; so that nothing is agreed to unseen, the entry comes first.
        return transaction
                .required(audit.record(
                        "connector_tool.approve",
                        "connector_instance/" + instance.id(),
                        Map.of("tool", tool, "fingerprint", fingerprint)))
                .then(reviewed(caller.tenant(), instance, reviews -> {
                    reviews.approve(tool, fingerprint);
                    return true;
                }))
                .then();
    }

    @FunctionalInterface
    private interface Work<T> {
        T on(ReviewedTools reviews) throws InterruptedException;
    }

    private <T> Mono<T> reviewed(TenantId tenant, ConnectorInstance instance, Work<T> work) {
        return bindings.bound(instance)
                .flatMap(bound -> PluginThread.run(
                                "reviews-of-" + instance.connectorId(),
                                () -> connectors.use(bound.installed(), tenant, instance, open -> {
                                    if (open.connector() instanceof ReviewedTools reviews) {
                                        return work.on(reviews);
                                    }
                                    throw ApiException.conflict("The tools of connector " + instance.connectorId()
                                            + " are its own; there is nothing to review.");
                                }))
                        .timeout(
                                PATIENCE,
                                Mono.error(() -> new ApiException(
                                        ErrorCode.DEADLINE_EXCEEDED, "The connector did not answer in time."))))
                .onErrorMap(ToolException.class, ToolReviewService::refused);
    }

    private static ApiException refused(ToolException failed) {
        var message = String.valueOf(failed.getMessage());
        return switch (failed.reason()) {
            case NOT_FOUND -> new ApiException(ErrorCode.NOT_FOUND, message);
            case UNAVAILABLE -> ApiException.unavailable(message);
            case CONFLICT,
                    INVALID_ARGUMENT,
                    UNAUTHENTICATED,
                    PERMISSION_DENIED,
                    RATE_LIMITED,
                    UPSTREAM_FAILED,
                    OUTCOME_UNKNOWN -> ApiException.conflict(message);
        };
    }
}

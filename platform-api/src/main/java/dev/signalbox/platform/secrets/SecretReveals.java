package dev.signalbox.platform.secrets;

import dev.signalbox.connector.Secret;
import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.confirmations.ConfirmationService;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ErrorCode;
import dev.signalbox.platform.toolcalls.ToolBucketRepository;
import dev.signalbox.platform.toolcalls.ToolBucketRepository.Asked;
import dev.signalbox.platform.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Shows a value to a person. Guarantee: none leaves before the audit has who wanted it and why; each asker is somebody who has just
 * signed in, or whose person has just said yes to exactly this; and nobody gets more than ten a minute.
 */
@Service
class SecretReveals {

    static final Duration RECENT = Duration.ofMinutes(10);

    private static final int A_MINUTE = 10;
    private static final String TOOL = "vault_read_secret";

    private final SecretService secrets;
    private final Vault vault;
    private final ConfirmationService confirmations;
    private final ToolBucketRepository buckets;
    private final TenantTransaction transaction;
    private final Audit audit;
    private final Clock clock;

    SecretReveals(
            SecretService secrets,
            Vault vault,
            ConfirmationService confirmations,
            ToolBucketRepository buckets,
            TenantTransaction transaction,
            Audit audit,
            Clock clock) {
        this.secrets = secrets;
        this.vault = vault;
        this.confirmations = confirmations;
        this.buckets = buckets;
        this.transaction = transaction;
        this.audit = audit;
        this.clock = clock;
    }

    record Revealed(ProjectSecret secret, Secret value) {}

    Mono<Revealed> reveal(String name, String reason) {
        return Mono.zip(Access.current(), secrets.get(name, Scope.VAULT_REVEAL)).flatMap(found -> {
            var caller = found.getT1();
            var secret = found.getT2();
            return confirmed(caller, name, reason)
                    .then(Mono.defer(() -> withinRate(caller)))
                    .then(Mono.defer(() -> written(secret, reason)))
                    .then(Mono.defer(() -> vault.find(secret.place(caller.tenant()))))
                    .map(value -> new Revealed(secret, value))
                    .switchIfEmpty(Mono.error(() -> SecretService.unknown(name)));
        });
    }

    private Mono<Void> confirmed(Caller caller, String name, String reason) {
        var since = caller.authenticatedAt();
        boolean recent = caller.kind() == Caller.Kind.SIGN_IN
                && since != null
                && since.isAfter(clock.instant().minus(RECENT));
        return recent
                ? Mono.empty()
                : confirmations.require(
                        TOOL,
                        JsonNodeFactory.instance.objectNode().put("name", name).put("reason", reason));
    }

    /** Over all nodes and tokens of the person. */
    private Mono<Void> withinRate(Caller caller) {
        return transaction
                .required(buckets.take(
                        caller.tenant(), new Asked("reveal " + caller.user(), A_MINUTE / 60.0, A_MINUTE, 1)))
                .filter(taken -> taken.calls() == 0)
                .flatMap(refused -> Mono.error(() -> tooMany(refused.until())));
    }

    /** In a transaction of its own, which is over before the value is even opened. */
    private Mono<Void> written(ProjectSecret secret, String reason) {
        return transaction
                .required(audit.record(
                        "secret.reveal",
                        SecretService.target(secret),
                        Map.of("name", secret.name(), "version", secret.version(), "reason", reason)))
                .onErrorMap(_ -> ApiException.unavailable(
                        "Nothing is shown while the audit cannot be written. Try again shortly."));
    }

    private static ApiException tooMany(Duration until) {
        long seconds = Math.max(1, until.plusMillis(999).toSeconds());
        return new ApiException(
                        ErrorCode.RATE_LIMITED,
                        "Values are shown at most %d times a minute. Wait %d s.".formatted(A_MINUTE, seconds),
                        List.of(),
                        Map.of("retry_after_seconds", seconds))
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
    }
}

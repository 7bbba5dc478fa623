package dev.signalbox.platform.accounts;

import dev.signalbox.connector.Secret;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.accounts.ConnectedAccount.State;
import dev.signalbox.platform.accounts.TokenRepository.Standing;
import dev.signalbox.platform.oauth.TokenAnswer;
import dev.signalbox.platform.oauth.TokenAnswer.Refused;
import dev.signalbox.platform.oauth.TokenAnswer.Tokens;
import dev.signalbox.platform.oauth.TokenEndpoint;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.vault.UnopenableValueException;
import dev.signalbox.platform.vault.Vault;
import dev.signalbox.platform.vault.VaultPlace;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps the tokens of accounts good. Guarantee: of all nodes at most one renews an account's token at a time, so that a refresh
 * token which works once is used once; whoever else needs the token meanwhile takes the old one while it lasts, and waits after.
 */
@Component
public class AccountTokens {

    static final String KIND = "account";

    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private static final String GONE = "The account's token cannot be had now. Try again shortly.";

    private final TokenRepository tokens;
    private final AccountRepository accounts;
    private final Clients clients;
    private final TokenEndpoint endpoint;
    private final Vault vault;
    private final TenantTransaction transaction;
    private final JsonMapper json;

    AccountTokens(
            TokenRepository tokens,
            AccountRepository accounts,
            Clients clients,
            TokenEndpoint endpoint,
            Vault vault,
            TenantTransaction transaction,
            JsonMapper json) {
        this.tokens = tokens;
        this.accounts = accounts;
        this.clients = clients;
        this.endpoint = endpoint;
        this.vault = vault;
        this.transaction = transaction;
        this.json = json;
    }

    /**
     * @param version to say, when the other system refuses it, which one was refused
     * @param host what the token was made for stands there, and it goes nowhere else
     */
    public record Held(ConnectedAccount.Id account, Secret access, long version, String host) {}

    /** As the vault keeps them. */
    record Pair(String access, @Nullable String refresh) {

        @Override
        public String toString() {
            return "Pair[redacted]";
        }
    }

    /** A token that should work. Errors with an {@link ApiException} that says to connect the account again when there can be none. */
    public Mono<Held> fresh(TenantId tenant, ConnectedAccount.Id id) {
        return fresh(tenant, id, 0, System.nanoTime() + PATIENCE.toNanos());
    }

    /** The other system has refused this version although it should work: perhaps it does not say how long its tokens last. */
    public Mono<Held> afterRefusal(TenantId tenant, Held refused) {
        return fresh(tenant, refused.account(), refused.version(), System.nanoTime() + PATIENCE.toNanos());
    }

    /** The other system refuses even a new one. */
    public Mono<Void> expire(TenantId tenant, ConnectedAccount.Id id) {
        return transaction
                .in(
                        tenant,
                        accounts.end(
                                tenant,
                                id,
                                State.EXPIRED,
                                "The other system refuses the account even with a new token. Connect the account again."))
                .then();
    }

    /** Inside the transaction that makes an account of them. */
    Mono<Void> keepFirst(TenantId tenant, ProjectId project, ConnectedAccount.Id id, Tokens first) {
        return keep(tenant, project, id, 0, null, first, null).then();
    }

    /** Gives the account's tokens back, as far as the other system takes them, and forgets them here in any case. */
    Mono<Void> giveBack(TenantId tenant, ConnectedAccount.Id id) {
        return transaction
                .in(tenant, tokens.find(tenant, id))
                .filter(standing -> standing.tokenVersion() > 0)
                .flatMap(standing -> pair(tenant, standing)
                        .flatMap(pair -> clients.door(tenant, standing.server(), standing.client(), standing.resource())
                                .flatMap(door -> endpoint.revoke(
                                        door, Secret.of(pair.refresh() == null ? pair.access() : pair.refresh())))))
                // They end there by themselves; that the other system cannot be reached must not keep us from
                // forgetting them.
                .onErrorComplete(e -> e instanceof ApiException || e instanceof UnopenableValueException)
                .then(vault.remove(tenant, KIND, id.toString()));
    }

    private Mono<Held> fresh(TenantId tenant, ConnectedAccount.Id id, long refused, long deadline) {
        return transaction
                .in(tenant, tokens.find(tenant, id))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Connected account", id)))
                .flatMap(standing -> {
                    if (standing.state() != State.ACTIVE && standing.state() != State.PENDING_VERIFICATION) {
                        return Mono.error(unusable(standing));
                    }
                    boolean over = standing.over() || standing.tokenVersion() == refused;
                    if (!over && !(standing.due() && standing.refreshable())) {
                        return held(tenant, standing, deadline);
                    }
                    return standing.refreshable()
                            ? renewed(tenant, standing, over, refused, deadline)
                            : expire(
                                    tenant,
                                    standing,
                                    "Its token has ended, and the other system gives no new ones by itself.");
                });
    }

    private Mono<Held> renewed(TenantId tenant, Standing standing, boolean over, long refused, long deadline) {
        var holder = UUID.randomUUID();
        return transaction
                .in(tenant, tokens.lease(tenant, standing.id(), standing.tokenVersion(), holder))
                .flatMap(mine -> {
                    if (mine) {
                        // Whoever waits may go: a token that works once is spent now, and what comes for it must be
                        // kept.
                        return Mono.fromFuture(
                                () -> refresh(tenant, standing, holder, over, deadline)
                                        .toFuture(),
                                true);
                    }
                    return over ? later(tenant, standing.id(), refused, deadline) : held(tenant, standing, deadline);
                });
    }

    /** Another one is at it. */
    private Mono<Held> later(TenantId tenant, ConnectedAccount.Id id, long refused, long deadline) {
        return System.nanoTime() > deadline
                ? Mono.error(() -> ApiException.unavailable(GONE))
                : Mono.delay(LOOK_AGAIN).then(Mono.defer(() -> fresh(tenant, id, refused, deadline)));
    }

    private Mono<Held> refresh(TenantId tenant, Standing standing, UUID holder, boolean over, long deadline) {
        return pair(tenant, standing)
                .switchIfEmpty(Mono.error(() -> ApiException.unavailable(GONE)))
                .flatMap(pair -> clients.door(tenant, standing.server(), standing.client(), standing.resource())
                        .flatMap(door -> endpoint.refresh(door, Secret.of(String.valueOf(pair.refresh())))
                                .delayUntil(answer ->
                                        answer instanceof Refused(var error, var _) && error.equals("invalid_client")
                                                ? clients.forget(tenant, door, standing.redirectUri())
                                                : Mono.empty()))
                        .flatMap(answer -> settle(tenant, standing, holder, pair, answer)))
                .onErrorResume(
                        ApiException.class,
                        failed -> failed.code().retryable()
                                ? transaction
                                        .in(tenant, tokens.pause(tenant, standing.id(), holder, PAUSE))
                                        .then(over ? Mono.error(failed) : held(tenant, standing, deadline))
                                : Mono.error(failed));
    }

    private Mono<Held> settle(TenantId tenant, Standing standing, UUID holder, Pair before, TokenAnswer answer) {
        return switch (answer) {
            case Refused(var _, var message) ->
                expire(
                        tenant,
                        standing,
                        message + " Access was taken back there, or its last renewal was lost on the way.");
            case Tokens renewed ->
                transaction
                        .in(
                                tenant,
                                keep(
                                        tenant,
                                        standing.projectId(),
                                        standing.id(),
                                        standing.tokenVersion(),
                                        holder,
                                        renewed,
                                        before.refresh()))
                        .flatMap(kept -> kept
                                ? Mono.just(new Held(
                                        standing.id(), renewed.access(), standing.tokenVersion() + 1, host(standing)))
                                : fresh(tenant, standing.id()));
        };
    }

    /** False when the lease was lost meanwhile: then somebody else's tokens are the good ones. */
    private Mono<Boolean> keep(
            TenantId tenant,
            ProjectId project,
            ConnectedAccount.Id id,
            long version,
            @Nullable UUID holder,
            Tokens given,
            @Nullable String refreshBefore) {
        var refresh = given.refresh().map(Secret::reveal).orElse(refreshBefore);
        var place = new VaultPlace(tenant, project, KIND, id.toString(), version + 1);
        var pair = Secret.of(json.writeValueAsString(new Pair(given.access().reveal(), refresh)));
        return tokens.renewed(
                        tenant,
                        id,
                        version,
                        holder,
                        refresh != null,
                        given.lifetime(),
                        given.scope().orElse(null))
                .delayUntil(renewed -> renewed ? vault.put(place, pair).then(vault.removeOlder(place)) : Mono.empty());
    }

    private Mono<Held> held(TenantId tenant, Standing standing, long deadline) {
        return pair(tenant, standing)
                .map(pair -> new Held(standing.id(), Secret.of(pair.access()), standing.tokenVersion(), host(standing)))
                // Renewed between two looks, or just being disconnected.
                .switchIfEmpty(Mono.defer(() -> later(tenant, standing.id(), 0, deadline)));
    }

    private static String host(Standing standing) {
        return URI.create(standing.resource()).getHost();
    }

    private Mono<Pair> pair(TenantId tenant, Standing standing) {
        return vault.find(new VaultPlace(
                        tenant, standing.projectId(), KIND, standing.id().toString(), standing.tokenVersion()))
                .map(secret -> json.readValue(secret.reveal(), Pair.class));
    }

    private <T> Mono<T> expire(TenantId tenant, Standing standing, String why) {
        return transaction
                .in(tenant, accounts.end(tenant, standing.id(), State.EXPIRED, why + " Connect the account again."))
                .then(Mono.error(
                        () -> ApiException.conflict("Connected account %s has expired. %s Connect the account again."
                                .formatted(standing.id(), why))));
    }

    private static ApiException unusable(Standing standing) {
        return ApiException.conflict("Connected account %s is %s.%s"
                .formatted(
                        standing.id(),
                        standing.state().name(),
                        Optional.ofNullable(standing.problem())
                                .map(problem -> " " + problem)
                                .orElse("")));
    }
}

package dev.signalbox.platform.accounts;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.access.TokenHashes;
import dev.signalbox.platform.accounts.AccountRepository.Pending;
import dev.signalbox.platform.accounts.ConnectedAccount.State;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.oauth.AuthorizationRequest;
import dev.signalbox.platform.oauth.TokenAnswer;
import dev.signalbox.platform.oauth.TokenAnswer.Refused;
import dev.signalbox.platform.oauth.TokenAnswer.Tokens;
import dev.signalbox.platform.oauth.TokenEndpoint;
import dev.signalbox.platform.oauth.TokenEndpoint.Door;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.vault.Vault;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes people in who come back from where they signed in. Guarantee: an answer is heard once, only as the answer to a link of ours,
 * and only from the server that link led to; what it brings is good for nothing before whoever made the link has verified it.
 */
@Service
class AccountReturns {

    private final AccountRepository accounts;
    private final AccountTokens tokens;
    private final Clients clients;
    private final TokenEndpoint endpoint;
    private final Vault vault;
    private final TokenHashes hashes;
    private final TenantTransaction transaction;
    private final Audit audit;

    AccountReturns(
            AccountRepository accounts,
            AccountTokens tokens,
            Clients clients,
            TokenEndpoint endpoint,
            Vault vault,
            TokenHashes hashes,
            TenantTransaction transaction,
            Audit audit) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.clients = clients;
        this.endpoint = endpoint;
        this.vault = vault;
        this.hashes = hashes;
        this.transaction = transaction;
        this.audit = audit;
    }

    /**
     * What a browser brought.
     *
     * @param door which of our addresses it came to: each server has one of its own
     */
    record Answer(
            String door,
            String state,
            @Nullable String code,
            @Nullable String issuer,
            @Nullable String error) {}

    /**
     * How it ended, for the person.
     *
     * @param proof what whoever made the link verifies with; null when nothing was connected
     */
    record Outcome(
            ConnectedAccount.Id account,
            @Nullable URI returnUrl,
            @Nullable String proof,
            @Nullable String problem) {}

    /** Empty for a state that is used up, too old or invented, which are answered alike. */
    Mono<Outcome> take(Answer answer) {
        return Flux.fromIterable(hashes.candidates(answer.state()))
                .concatMap(hash -> accounts.findByState(hash).flatMap(whose -> transaction
                        .in(whose.tenantId(), accounts.takeState(whose.tenantId(), whose.accountId(), hash))
                        .flatMap(pending -> take(whose.tenantId(), pending, answer))))
                .next();
    }

    private Mono<Outcome> take(TenantId tenant, Pending pending, Answer answer) {
        return clients.door(tenant, pending.server(), pending.client(), pending.resource())
                .flatMap(door -> Mono.justOrEmpty(problem(pending, door, answer))
                        .flatMap(problem -> fail(tenant, pending, problem))
                        .switchIfEmpty(
                                Mono.defer(() -> exchange(tenant, pending, door, String.valueOf(answer.code())))));
    }

    /**
     * RFC 9207: a server that always says who it is must have said so, and whoever says so must be the one. For those that never
     * say it, an address of its own per server stands against the same mix-up (RFC 9700, section 4.4).
     */
    private static Optional<String> problem(Pending pending, Door door, Answer answer) {
        var server = door.server();
        var issuer = answer.issuer();
        boolean another = issuer == null ? server.namesItself() : !issuer.equals(server.issuer());
        if (another || !pending.redirectUri().endsWith("/" + answer.door())) {
            return Optional.of("The answer did not come from " + server.issuer() + ", where the link led.");
        }
        if (answer.error() != null) {
            return Optional.of(server.issuer() + " says: " + shortened(answer.error()) + ".");
        }
        return answer.code() == null ? Optional.of(server.issuer() + " gave no code.") : Optional.empty();
    }

    private Mono<Outcome> exchange(TenantId tenant, Pending pending, Door door, String code) {
        return vault.take(AccountLinks.verifier(tenant, pending.projectId(), pending.id()))
                .flatMap(verifier -> endpoint.exchange(door, code, verifier, URI.create(pending.redirectUri())))
                .flatMap(given -> settle(tenant, pending, door, given))
                .onErrorResume(ApiException.class, e -> fail(tenant, pending, String.valueOf(e.getMessage())))
                .switchIfEmpty(Mono.defer(() -> fail(tenant, pending, "The link is too old.")));
    }

    private Mono<Outcome> settle(TenantId tenant, Pending pending, Door door, TokenAnswer given) {
        return switch (given) {
            case Refused(var _, var message) -> fail(tenant, pending, message);
            case Tokens first -> {
                var proof = AuthorizationRequest.random();
                yield transaction
                        .in(
                                tenant,
                                tokens.keepFirst(tenant, pending.projectId(), pending.id(), first)
                                        .then(accounts.connected(tenant, pending.id(), hashes.of(proof)))
                                        .then(clients.prove(tenant, door, pending.redirectUri()))
                                        .then(audit.recordAs(
                                                tenant,
                                                pending.createdBy(),
                                                "connected_account.connect",
                                                pending.id().target())))
                        .thenReturn(new Outcome(pending.id(), address(pending), proof, null));
            }
        };
    }

    private Mono<Outcome> fail(TenantId tenant, Pending pending, String problem) {
        return transaction
                .in(tenant, accounts.end(tenant, pending.id(), State.DISCONNECTED, problem))
                .thenReturn(new Outcome(pending.id(), address(pending), null, problem));
    }

    private static @Nullable URI address(Pending pending) {
        return pending.returnUrl() == null ? null : URI.create(pending.returnUrl());
    }

    private static String shortened(String text) {
        var plain = text.replaceAll("[^\\x20-\\x7e]", "");
        return plain.length() > 200 ? plain.substring(0, 200) + "…" : plain;
    }
}

package dev.signalbox.platform.accounts;

import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.access.TokenHashes;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.accounts.ConnectedAccount.State;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The accounts there are. Who may see or change one is for the caller to judge. Joins the transaction it is called in. */
@Component
public class Accounts {

    private final AccountRepository accounts;
    private final AccountTokens tokens;
    private final TokenHashes hashes;
    private final TenantTransaction transaction;

    Accounts(AccountRepository accounts, AccountTokens tokens, TokenHashes hashes, TenantTransaction transaction) {
        this.accounts = accounts;
        this.tokens = tokens;
        this.hashes = hashes;
        this.transaction = transaction;
    }

    public Mono<ConnectedAccount> find(TenantId tenant, ConnectedAccount.Id id) {
        return transaction.in(tenant, accounts.find(tenant, id));
    }

    /** @param after the id behind which the page begins; null for the first */
    public Mono<List<ConnectedAccount>> page(
            TenantId tenant, ProjectId project, @Nullable String identifier, @Nullable UUID after, int limit) {
        return transaction.in(
                tenant,
                accounts.findAfter(tenant, project, identifier, after, limit).collectList());
    }

    /** Those of end users, or of one of them. */
    public Mono<List<ConnectedAccount>> ofInstance(TenantId tenant, UUID instance, @Nullable String identifier) {
        return transaction.in(
                tenant,
                accounts.listOfInstance(tenant, instance, false, identifier).collectList());
    }

    /** Those of the project itself. */
    public Mono<List<ConnectedAccount>> ofProject(TenantId tenant, UUID instance) {
        return transaction.in(
                tenant, accounts.listOfInstance(tenant, instance, true, null).collectList());
    }

    /** Empty unless this person made the link and this is what the browser brought back from it, not long ago. */
    public Mono<ConnectedAccount> proven(TenantId tenant, ConnectedAccount.Id id, UserId by, String proof) {
        return transaction.in(
                tenant,
                Flux.fromIterable(hashes.candidates(proof))
                        .concatMap(hash -> accounts.findProven(tenant, id, by, hash))
                        .next());
    }

    /** Empty when it is not waiting for that. */
    public Mono<ConnectedAccount> activate(TenantId tenant, ConnectedAccount.Id id) {
        return transaction.in(tenant, accounts.activate(tenant, id));
    }

    /** Gives its tokens back and forgets them. It stays in the list, so that one sees that there was one. */
    public Mono<Void> disconnect(TenantId tenant, ConnectedAccount.Id id) {
        return tokens.giveBack(tenant, id)
                .then(transaction.in(tenant, accounts.end(tenant, id, State.DISCONNECTED, null)))
                .then();
    }
}

package dev.signalbox.platform.accounts;

import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.access.TokenHashes;
import dev.signalbox.platform.accounts.Ways.Way;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.vault.Vault;
import dev.signalbox.platform.vault.VaultPlace;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes the links by which somebody connects an account of theirs. Who may have one made is for the caller to judge. */
@Component
public class AccountLinks {

    private final Ways ways;
    private final AccountRepository accounts;
    private final Vault vault;
    private final TokenHashes hashes;
    private final TenantTransaction transaction;
    private final Audit audit;

    AccountLinks(
            Ways ways,
            AccountRepository accounts,
            Vault vault,
            TokenHashes hashes,
            TenantTransaction transaction,
            Audit audit) {
        this.ways = ways;
        this.accounts = accounts;
        this.vault = vault;
        this.hashes = hashes;
        this.transaction = transaction;
        this.audit = audit;
    }

    /** @param link where the person who owns the account goes; good once, until it expires */
    public record Link(ConnectedAccount.Id connectedAccountId, URI link, Instant expiresAt) {}

    /**
     * What an account is wanted for.
     *
     * @param resource what its tokens must open
     * @param identifier whose it is; null for the project's own
     * @param returnUrl where the person goes afterwards; null for a page of ours
     */
    public record Wanted(
            ProjectId project,
            UUID instance,
            String connectorId,
            URI resource,
            @Nullable String identifier,
            @Nullable URI returnUrl) {}

    /** Errors with an {@code ApiException} that says why one cannot sign in there. */
    public Mono<Link> make(Caller caller, Wanted wanted) {
        return ways.to(caller.tenant(), wanted.resource()).flatMap(way -> make(caller, wanted, way));
    }

    private Mono<Link> make(Caller caller, Wanted wanted, Way way) {
        var tenant = caller.tenant();
        var id = new ConnectedAccount.Id(UUID.randomUUID());
        var request = way.request();
        return transaction.in(
                tenant,
                accounts.deleteOld(tenant)
                        .then(accounts.insert(tenant, caller.user(), id, wanted, way, hashes.of(request.state())))
                        .delayUntil(_ -> vault.put(
                                verifier(tenant, wanted.project(), id), request.verifier(), AccountRepository.LINK))
                        .delayUntil(_ -> audit.record(
                                "connected_account.link",
                                id.target(),
                                Map.of("issuer", way.found().server().issuer())))
                        .map(made ->
                                new Link(id, request.link(), made.createdAt().plus(AccountRepository.LINK))));
    }

    /** Where the proof lies that the code which comes back is the answer to this link. */
    static VaultPlace verifier(TenantId tenant, ProjectId project, ConnectedAccount.Id id) {
        return new VaultPlace(tenant, project, "authorization", id.toString(), 1);
    }
}

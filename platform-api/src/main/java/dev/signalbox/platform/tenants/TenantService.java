package dev.signalbox.platform.tenants;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.problem.ApiException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** What one may do with tenants. */
@Service
public class TenantService {

    private final TenantRepository tenants;
    private final TenantTransaction transaction;
    private final Audit audit;

    TenantService(TenantRepository tenants, TenantTransaction transaction, Audit audit) {
        this.tenants = tenants;
        this.transaction = transaction;
        this.audit = audit;
    }

    /** The tenants the caller belongs to, a token's only one; a person has few, so there is one page. */
    Mono<Page<Tenant>> mine() {
        return Access.current()
                .flatMap(caller -> caller.kind() == Caller.Kind.SIGN_IN
                        ? listOf(caller.user())
                        : get(caller.tenant()).map(only -> new Page<>(List.of(only), null)));
    }

    /** The tenants of a person, for the sign-in. */
    public Mono<Page<Tenant>> listOf(UserId user) {
        return tenants.listOf(user)
                .collectList()
                .flatMapIterable(ids -> ids)
                .concatMap(id -> transaction.in(id, tenants.find(id)))
                .collectList()
                .map(found -> new Page<>(found, null));
    }

    Mono<Tenant> get(TenantId id) {
        return Access.current()
                .filter(caller -> caller.tenant().equals(id))
                .flatMap(_ -> transaction.required(tenants.find(id)))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Tenant", id)));
    }

    /** Opens a tenant; who owns it is the members' business, in the same transaction. */
    public Mono<Tenant> open(String name, String slug) {
        var id = new TenantId(UUID.randomUUID());
        return tenants.slugTaken(slug)
                .filter(taken -> !taken)
                .flatMap(_ -> transaction.in(id, tenants.insert(id, slug, name)))
                .onErrorMap(DuplicateKeyException.class, _ -> ApiException.alreadyExists("Tenant", slug))
                .switchIfEmpty(Mono.error(() -> ApiException.alreadyExists("Tenant", slug)));
    }

    Mono<Tenant> rename(TenantId id, String name, long version) {
        return get(id).flatMap(current -> transaction.required(tenants.rename(id, name, version)
                .switchIfEmpty(Mono.error(() -> ApiException.staleVersion("Tenant", current.version())))
                .delayUntil(_ -> audit.record("tenant.rename", "tenant/" + id, Map.of("name", name)))));
    }
}

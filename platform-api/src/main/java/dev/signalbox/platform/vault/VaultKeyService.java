package dev.signalbox.platform.vault;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.problem.ApiException;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** The keys of a tenant are the business of its admins: they seal the values of all its projects. */
@Service
class VaultKeyService {

    private final KeyRing ring;
    private final TenantTransaction transaction;
    private final Audit audit;

    VaultKeyService(KeyRing ring, TenantTransaction transaction, Audit audit) {
        this.ring = ring;
        this.transaction = transaction;
        this.audit = audit;
    }

    /** @param keys how many open values: more than one until all are sealed by the newest */
    record Rotation(int keys, Instant rotatedAt) {}

    Mono<Rotation> rotate() {
        return Access.current()
                .filter(caller ->
                        caller.tenantRole().administers() && caller.projects().isEmpty())
                .switchIfEmpty(Mono.error(() -> ApiException.insufficientScope(Scope.VAULT_WRITE.wire())))
                .map(Caller::tenant)
                .flatMap(tenant -> transaction.in(
                        tenant,
                        ring.rotate(tenant)
                                .delayUntil(row ->
                                        audit.record("vault.rotate_keys", "vault/keys", Map.of("keys", row.keys())))
                                .map(row -> new Rotation(row.keys(), row.rotatedAt()))));
    }
}

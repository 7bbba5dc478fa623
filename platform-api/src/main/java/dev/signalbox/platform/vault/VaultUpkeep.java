package dev.signalbox.platform.vault;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.background.BackgroundLoop;
import dev.signalbox.platform.vault.ValueRepository.Stale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Follows a rotation: wraps keys under the new master key, seals values under the new key of their tenant, and then drops the keys
 * that nothing needs. A few values at a time, so that nobody waits; values that are in use open with the old key until then.
 */
@Component
class VaultUpkeep extends BackgroundLoop {

    private static final Logger log = LoggerFactory.getLogger(VaultUpkeep.class);
    private static final int BATCH = 100;

    private final KeyRing ring;
    private final MasterKeys masters;
    private final KeysetRepository keysets;
    private final ValueRepository values;
    private final TenantTransaction transaction;
    private final VaultSettings settings;

    VaultUpkeep(
            KeyRing ring,
            MasterKeys masters,
            KeysetRepository keysets,
            ValueRepository values,
            TenantTransaction transaction,
            VaultSettings settings) {
        super("keep the keys of the vault");
        this.ring = ring;
        this.masters = masters;
        this.keysets = keysets;
        this.values = values;
        this.transaction = transaction;
        this.settings = settings;
    }

    @Override
    protected Flux<Void> work() {
        return every(settings.upkeepEvery(), round());
    }

    Mono<Void> round() {
        return Mono.fromRunnable(masters::reload)
                .then(values.purge())
                .thenMany(Flux.defer(() -> keysets.tenantsWithWork(masters.primary())))
                .concatMap(tenant -> orLater(tenant, keep(tenant)))
                .then();
    }

    private Mono<Void> keep(TenantId tenant) {
        return transaction
                .in(tenant, ring.rewrap(tenant))
                .then(batches(tenant))
                .then(transaction.in(tenant, retire(tenant)));
    }

    /** Until a batch changes nothing: what is left then cannot be opened, and keeps its key. */
    private Mono<Void> batches(TenantId tenant) {
        return transaction
                .in(tenant, batch(tenant))
                .repeat()
                .takeUntil(changed -> changed < BATCH)
                .then();
    }

    private Mono<Long> batch(TenantId tenant) {
        return ring.forSealing(tenant).flatMap(keys -> values.lockStale(tenant, keys.primary(), BATCH)
                .collectList()
                .flatMapMany(Flux::fromIterable)
                .concatMap(stale -> reseal(keys, stale))
                .count());
    }

    private Mono<Boolean> reseal(DataKeys keys, Stale stale) {
        return Mono.fromCallable(() -> keys.seal(stale.place(), keys.open(stale.place(), stale.sealed())))
                .flatMap(anew -> values.reseal(stale.place(), keys.primary(), anew))
                .thenReturn(true)
                .onErrorResume(UnopenableValueException.class, e -> {
                    log.error("A value of the vault is not what was put there, and stays as it is", e);
                    return Mono.empty();
                });
    }

    /** Whoever seals holds the keyset's row until they have written, so behind the lock nothing can come any more. */
    private Mono<Void> retire(TenantId tenant) {
        return keysets.lock(tenant)
                .filter(row -> row.keys() > 1)
                .flatMap(row -> values.countStale(
                                tenant, ring.unwrap(tenant, row.wrapped()).primary())
                        .filter(stale -> stale == 0)
                        .flatMap(_ -> ring.retire(tenant, row)))
                .then();
    }
}

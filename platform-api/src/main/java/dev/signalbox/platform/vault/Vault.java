package dev.signalbox.platform.vault;

import dev.signalbox.connector.Secret;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.vault.ValueRepository.Sealed;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Keeps values for other features. Guarantee: a value is in the database only sealed (AES-256-GCM), under keys of its tenant that
 * are themselves wrapped by a master key the database does not have; and it opens only in the place it was sealed for. Who may have
 * a value is for its feature to judge. All of it joins the transaction it is called in. Thread-safe.
 */
@Component
public class Vault {

    private final KeyRing ring;
    private final ValueRepository values;
    private final TenantTransaction transaction;

    Vault(KeyRing ring, ValueRepository values, TenantTransaction transaction) {
        this.ring = ring;
        this.values = values;
        this.transaction = transaction;
    }

    /** Errors with a {@code DuplicateKeyException} when the place is taken: what changes is a new version. */
    public Mono<Void> put(VaultPlace place, Secret value) {
        return put(place, value, null);
    }

    /** @param lifetime how long it can be had; later it is as if it had never been, and soon it is deleted */
    public Mono<Void> put(VaultPlace place, Secret value, @Nullable Duration lifetime) {
        return transaction.in(
                place.tenant(),
                ring.forSealing(place.tenant())
                        .flatMap(keys -> values.insert(place, keys.primary(), keys.seal(place, value), lifetime)));
    }

    /** Empty when there is none, or none any more; an {@link UnopenableValueException} when it is not what was put there. */
    public Mono<Secret> find(VaultPlace place) {
        return transaction.in(place.tenant(), values.find(place).map(found -> open(place, found)));
    }

    /** As {@link #find}, and then it is gone: of two who take it, one gets it. */
    public Mono<Secret> take(VaultPlace place) {
        return transaction.in(place.tenant(), values.take(place).map(taken -> open(place, taken)));
    }

    /** Every version of it. */
    public Mono<Void> remove(TenantId tenant, String kind, String name) {
        return transaction.in(tenant, values.deleteBelow(tenant, kind, name, Long.MAX_VALUE));
    }

    /** Every version before this one. */
    public Mono<Void> removeOlder(VaultPlace place) {
        return transaction.in(
                place.tenant(), values.deleteBelow(place.tenant(), place.kind(), place.name(), place.version()));
    }

    private Secret open(VaultPlace place, Sealed found) {
        return ring.unwrap(place.tenant(), found.wrapped()).open(place, found.sealed());
    }
}

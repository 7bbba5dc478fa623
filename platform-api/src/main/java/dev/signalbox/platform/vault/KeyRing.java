package dev.signalbox.platform.vault;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.vault.KeysetRepository.Row;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Map.Entry;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The keys of tenants. Each is made when its tenant first keeps something; unwrapped ones are kept in memory, and used only while the
 * database still has them. Everything here belongs into a transaction of the tenant. Thread-safe.
 */
@Component
class KeyRing {

    private static final int MOST_UNWRAPPED = 1_000;

    private final KeysetRepository keysets;
    private final MasterKeys masters;
    private final Map<TenantId, Unwrapped> unwrapped = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Entry<TenantId, Unwrapped> eldest) {
            return size() > MOST_UNWRAPPED;
        }
    };

    KeyRing(KeysetRepository keysets, MasterKeys masters) {
        this.keysets = keysets;
        this.masters = masters;
    }

    /** Told apart by the wrapped form: a version may be that of a transaction that was rolled back. */
    private record Unwrapped(String wrapped, DataKeys keys) {}

    /** To seal with, for as long as the transaction lasts. */
    Mono<DataKeys> forSealing(TenantId tenant) {
        return keysets.lockShared(tenant)
                .switchIfEmpty(Mono.defer(() -> make(tenant).then(keysets.lockShared(tenant))))
                .map(row -> unwrap(tenant, row.wrapped()));
    }

    /** Adds a key that seals from now on. */
    Mono<Row> rotate(TenantId tenant) {
        return keysets.lock(tenant)
                .switchIfEmpty(Mono.defer(() -> make(tenant).then(keysets.lock(tenant))))
                .flatMap(row -> replace(tenant, unwrap(tenant, row.wrapped()).withNewKey()));
    }

    /** Drops the keys that seal no more. Whoever calls it has seen, behind the lock, that nothing is sealed by them. */
    Mono<Row> retire(TenantId tenant, Row locked) {
        return replace(tenant, unwrap(tenant, locked.wrapped()).primaryOnly());
    }

    /** Puts them under the master key in force. */
    Mono<Void> rewrap(TenantId tenant) {
        return keysets.lock(tenant)
                .filter(row -> !row.masterKey().equals(masters.primary()))
                .flatMap(row -> keysets.rewrap(tenant, wrap(tenant, unwrap(tenant, row.wrapped())), masters.primary()));
    }

    DataKeys unwrap(TenantId tenant, String wrapped) {
        synchronized (unwrapped) {
            var known = unwrapped.get(tenant);
            if (known == null || !known.wrapped().equals(wrapped)) {
                known = new Unwrapped(wrapped, unwrapNow(tenant, wrapped));
                unwrapped.put(tenant, known);
            }
            return known.keys();
        }
    }

    private DataKeys unwrapNow(TenantId tenant, String wrapped) {
        try {
            return new DataKeys(masters.unwrap(wrapped, owner(tenant)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    ("The keys of tenant %s cannot be unwrapped: they were changed, or the master key that wrapped them is"
                                    + " missing in the file of signalbox.vault.master-key-file.")
                            .formatted(tenant),
                    e);
        }
    }

    private Mono<Void> make(TenantId tenant) {
        return keysets.insert(tenant, wrap(tenant, DataKeys.fresh()), masters.primary());
    }

    private Mono<Row> replace(TenantId tenant, DataKeys keys) {
        return keysets.replace(tenant, wrap(tenant, keys), masters.primary(), keys.count());
    }

    private String wrap(TenantId tenant, DataKeys keys) {
        return masters.wrap(keys.handle(), owner(tenant));
    }

    private static byte[] owner(TenantId tenant) {
        return ("keys of tenant " + tenant).getBytes(StandardCharsets.US_ASCII);
    }
}

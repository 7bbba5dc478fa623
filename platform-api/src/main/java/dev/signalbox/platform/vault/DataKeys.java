package dev.signalbox.platform.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import dev.signalbox.connector.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/** The keys of one tenant, unwrapped: the newest seals, all open. Thread-safe. */
final class DataKeys {

    private final KeysetHandle keys;
    private final Aead aead;

    DataKeys(KeysetHandle keys) {
        this.keys = keys;
        try {
            this.aead = Cryptography.aead(keys);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static DataKeys fresh() {
        return withNewest(KeysetHandle.newBuilder());
    }

    KeysetHandle handle() {
        return keys;
    }

    /** Of the key that seals. */
    long primary() {
        return Integer.toUnsignedLong(keys.getPrimary().getId());
    }

    int count() {
        return keys.size();
    }

    DataKeys withNewKey() {
        return withNewest(KeysetHandle.newBuilder(keys));
    }

    /** Without those that seal no more; what they sealed must have been sealed anew. */
    DataKeys primaryOnly() {
        var only = KeysetHandle.newBuilder(keys);
        for (int i = only.size() - 1; i >= 0; i--) {
            if (!only.getAt(i).isPrimary()) {
                only.deleteAt(i);
            }
        }
        return built(only);
    }

    String seal(VaultPlace place, Secret value) {
        try {
            return Base64.getEncoder()
                    .encodeToString(
                            aead.encrypt(value.reveal().getBytes(StandardCharsets.UTF_8), place.associatedData()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws UnopenableValueException when it was not sealed for this place, or was changed */
    Secret open(VaultPlace place, String sealed) {
        try {
            byte[] value = aead.decrypt(Base64.getDecoder().decode(sealed), place.associatedData());
            return Secret.of(new String(value, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UnopenableValueException(place, e);
        }
    }

    private static DataKeys withNewest(KeysetHandle.Builder keys) {
        return built(keys.addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                .withRandomId()
                .makePrimary()));
    }

    private static DataKeys built(KeysetHandle.Builder keys) {
        try {
            return new DataKeys(keys.setConfiguration(Cryptography.TINK).build());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

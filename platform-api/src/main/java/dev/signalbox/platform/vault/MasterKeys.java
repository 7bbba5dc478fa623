package dev.signalbox.platform.vault;

import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import java.security.GeneralSecurityException;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Wraps the keys of tenants under the master key in force, and unwraps those that any known one has wrapped. Thread-safe. */
@Component
class MasterKeys {

    private static final Logger log = LoggerFactory.getLogger(MasterKeys.class);

    private final MasterKeyFile file;
    private volatile KeysetHandle keys;

    MasterKeys(VaultSettings settings) {
        file = new MasterKeyFile(settings.masterKeyFile());
        keys = file.read();
    }

    /** Names the one in force, and tells nothing about it. */
    String primary() {
        return Integer.toHexString(keys.getPrimary().getId());
    }

    /** Takes up what an operator changed in the file; one that is wrong now changes nothing. */
    void reload() {
        try {
            var read = file.read();
            if (!read.equalsKeyset(keys)) {
                keys = read;
                log.info("The master keys of the vault were read anew: {} is in force", primary());
            }
        } catch (IllegalStateException e) {
            log.error("The vault goes on with the master keys it has", e);
        }
    }

    /** @param owner must be given again to {@link #unwrap}: keys in another tenant's row open nothing */
    String wrap(KeysetHandle dataKeys, byte[] owner) {
        try {
            return Base64.getEncoder()
                    .encodeToString(TinkProtoKeysetFormat.serializeEncryptedKeyset(
                            dataKeys, Cryptography.aead(keys), owner, Cryptography.TINK));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    KeysetHandle unwrap(String wrapped, byte[] owner) throws GeneralSecurityException {
        return TinkProtoKeysetFormat.parseEncryptedKeyset(
                Base64.getDecoder().decode(wrapped), Cryptography.aead(keys), owner, Cryptography.TINK);
    }
}

package dev.signalbox.platform.vault;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.Configuration;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig2026;
import java.security.GeneralSecurityException;

/** Which of Tink's algorithms are at work, chosen here and not in a registry that others could change. */
final class Cryptography {

    static final Configuration TINK = AeadConfig2026.get();

    private Cryptography() {}

    static Aead aead(KeysetHandle keys) throws GeneralSecurityException {
        return keys.getPrimitive(TINK, Aead.class);
    }
}

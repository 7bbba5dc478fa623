package dev.signalbox.platform.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.stereotype.Component;

/**
 * Seals short texts that only this platform is to read again (AES-256-GCM): under a key of their purpose, and bound to what they
 * belong to, so that one in another row or another request opens nothing. Thread-safe.
 */
@Component
public class Seals {

    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final AccessSettings settings;

    Seals(AccessSettings settings) {
        this.settings = settings;
    }

    /** @param binding the same must be given to {@link #open} */
    public String seal(String purpose, String binding, String text) {
        var nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, settings.root(), purpose, binding, nonce)
                    .doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] whole = Arrays.copyOf(nonce, NONCE + sealed.length);
            System.arraycopy(sealed, 0, whole, NONCE, sealed.length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Empty for what was not sealed here for this purpose and binding. */
    public Optional<String> open(String purpose, String binding, String sealed) {
        return decoded(sealed).flatMap(whole -> roots().stream()
                .flatMap(root -> opened(root, purpose, binding, whole).stream())
                .findFirst());
    }

    /** A keyed digest in hex: the same for the same text, and no way back to it, not even by trying. */
    public String digest(String purpose, String text) {
        return HexFormat.of()
                .formatHex(Keys.hmac(
                        Keys.derive(settings.root(), "digest-" + purpose), text.getBytes(StandardCharsets.UTF_8)));
    }

    private static Optional<String> opened(byte[] root, String purpose, String binding, byte[] whole) {
        try {
            byte[] text = cipher(Cipher.DECRYPT_MODE, root, purpose, binding, Arrays.copyOf(whole, NONCE))
                    .doFinal(whole, NONCE, whole.length - NONCE);
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    private static Cipher cipher(int mode, byte[] root, String purpose, String binding, byte[] nonce)
            throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        var key = new SecretKeySpec(Keys.derive(root, "seal-" + purpose), "AES");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(binding.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static Optional<byte[]> decoded(String sealed) {
        try {
            return Optional.of(Base64.getUrlDecoder().decode(sealed)).filter(whole -> whole.length > NONCE);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private List<byte[]> roots() {
        String previous = settings.previousRootKey();
        return previous == null
                ? List.of(settings.root())
                : List.of(settings.root(), Base64.getDecoder().decode(previous));
    }
}

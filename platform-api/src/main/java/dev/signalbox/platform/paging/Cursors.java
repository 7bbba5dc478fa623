package dev.signalbox.platform.paging;

import dev.signalbox.platform.problem.ApiException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals the key of the last item of a page, so that a cursor can neither be read nor altered nor used with another
 * tenant, endpoint or filter than it was made for. Thread-safe.
 */
public final class Cursors {

    private static final int NONCE = 12;
    private static final String SEPARATOR = "\u001f";

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    public Cursors(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /** @param binding tenant, endpoint and filters in one text; the same must be given to {@link #open} */
    public String seal(String binding, Object... values) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        String text = String.join(
                SEPARATOR, Arrays.stream(values).map(String::valueOf).toList());
        byte[] sealed = crypt(Cipher.ENCRYPT_MODE, nonce, binding, text.getBytes(StandardCharsets.UTF_8));
        byte[] whole = Arrays.copyOf(nonce, NONCE + sealed.length);
        System.arraycopy(sealed, 0, whole, NONCE, sealed.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
    }

    /** @throws ApiException INVALID_ARGUMENT when the cursor was not sealed with this binding */
    public List<String> open(String binding, String cursor) {
        try {
            byte[] whole = Base64.getUrlDecoder().decode(cursor);
            byte[] nonce = Arrays.copyOf(whole, NONCE);
            byte[] sealed = Arrays.copyOfRange(whole, NONCE, whole.length);
            String text = new String(crypt(Cipher.DECRYPT_MODE, nonce, binding, sealed), StandardCharsets.UTF_8);
            return List.of(text.split(SEPARATOR, -1));
        } catch (IllegalArgumentException | IllegalStateException _) {
            throw ApiException.invalid(
                    "cursor", "is not a cursor of this list with these filters; start without a cursor");
        }
    }

    private byte[] crypt(int mode, byte[] nonce, String binding, byte[] text) {
        try {
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(128, nonce));
            cipher.updateAAD(binding.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.signalbox.platform.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Derives one key per purpose from the root key, so that an operator keeps a single secret and no two uses share a key
 * (HKDF-expand of RFC 5869 for one block).
 */
public final class Keys {

    private Keys() {}

    public static byte[] derive(byte[] root, String purpose) {
        return hmac(root, (purpose + "\u0001").getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] hmac(byte[] key, byte[] message) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

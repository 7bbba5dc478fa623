package dev.signalbox.platform.audit;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;

/** A public key of Ed25519 and its name, the first 16 hex digits of SHA-256 over its encoding. */
record HeadKey(String id, PublicKey key) {

    private static final String ED25519 = "Ed25519";
    private static final int SEED = 32;

    static HeadKey of(PublicKey key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return new HeadKey(HexFormat.of().formatHex(digest, 0, 8), key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @param encoded SubjectPublicKeyInfo in base64 */
    static HeadKey parse(String encoded) {
        try {
            var spec = new X509EncodedKeySpec(Base64.getDecoder().decode(encoded));
            return of(KeyFactory.getInstance(ED25519).generatePublic(spec));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException("signalbox.audit.former-keys: not a public key of Ed25519 in base64", e);
        }
    }

    /** The pair that belongs to 32 secret bytes (RFC 8032): the generator takes them for its random ones. */
    static KeyPair pair(byte[] seed) {
        if (seed.length != SEED) {
            throw new IllegalStateException("signalbox.audit.signing-key: must be 32 bytes in base64");
        }
        try {
            var generator = KeyPairGenerator.getInstance(ED25519);
            generator.initialize(java.security.spec.NamedParameterSpec.ED25519, new Given(seed));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    String encoded() {
        return Base64.getEncoder().encodeToString(key.getEncoded());
    }

    boolean signed(byte[] text, String signature) {
        try {
            var check = Signature.getInstance(ED25519);
            check.initVerify(key);
            check.update(text);
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException _) {
            return false;
        }
    }

    static String sign(KeyPair pair, byte[] text) {
        try {
            var signature = Signature.getInstance(ED25519);
            signature.initSign(pair.getPrivate());
            signature.update(text);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Given extends SecureRandom {

        private final byte[] bytes;

        Given(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        @Override
        public void nextBytes(byte[] target) {
            if (target.length != bytes.length) {
                throw new IllegalStateException("The generator asked for %d bytes".formatted(target.length));
            }
            System.arraycopy(bytes, 0, target, 0, bytes.length);
        }
    }
}

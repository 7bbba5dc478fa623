package dev.signalbox.platform.audit;

import java.security.KeyPair;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Which keys sign and signed the heads. They come from the configuration alone: whoever can write to the database must not be able
 * to bring a key along. Thread-safe.
 */
@Component
class HeadKeys {

    private static final Logger log = LoggerFactory.getLogger(HeadKeys.class);

    private final @Nullable KeyPair own;
    private final Map<String, HeadKey> known = new LinkedHashMap<>();

    HeadKeys(AuditSettings settings) {
        this.own = settings.signingKey() == null ? null : HeadKey.pair(decoded(settings.signingKey()));
        if (own == null) {
            log.warn("Audit heads are not signed, so nobody outside can prove what the audit was: set"
                    + " signalbox.audit.signing-key to 32 random bytes in base64.");
        } else {
            know(HeadKey.of(own.getPublic()));
        }
        settings.formerKeys().forEach(key -> know(HeadKey.parse(key)));
    }

    boolean canSign() {
        return own != null;
    }

    SignedHead sign(UUID tenant, Link head, Instant at) {
        KeyPair pair = Objects.requireNonNull(own, "No signing key");
        String signature = HeadKey.sign(pair, SignedHead.text(tenant, head.position(), head.hash(), at));
        return new SignedHead(
                tenant,
                head.position(),
                head.hash(),
                at,
                HeadKey.of(pair.getPublic()).id(),
                signature);
    }

    boolean vouchFor(SignedHead head) {
        HeadKey key = known.get(head.keyId());
        return key != null && key.signed(head.text(), head.signature());
    }

    /** The one that signs now first. */
    List<PublishedKey> published() {
        return known.values().stream()
                .map(key -> new PublishedKey(key.id(), "Ed25519", key.encoded()))
                .toList();
    }

    private void know(HeadKey key) {
        known.put(key.id(), key);
    }

    private static byte[] decoded(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("signalbox.audit.signing-key: must be 32 bytes in base64", e);
        }
    }

    /** @param publicKey SubjectPublicKeyInfo (DER) in base64 */
    record PublishedKey(String keyId, String algorithm, String publicKey) {}
}

package dev.signalbox.platform.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

/**
 * How far a chain had come, signed: whoever keeps one notices a chain that was cut or written anew before it.
 *
 * @param hash of the entry at the position, in hex
 * @param signature Ed25519 in base64, over the lines of {@link #text}
 */
record SignedHead(UUID tenantId, long position, String hash, Instant at, String keyId, String signature) {

    private static final String VERSION = "signalbox-audit-head-1";

    byte[] text() {
        return text(tenantId, position, hash, at);
    }

    static byte[] text(UUID tenant, long position, String hash, Instant at) {
        return String.join("\n", VERSION, tenant.toString(), Long.toString(position), hash, at.toString())
                .getBytes(StandardCharsets.UTF_8);
    }
}

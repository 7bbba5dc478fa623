package dev.signalbox.platform.outbound;

import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/** Unpacks an answer that was received whole, never to more than the limit, so that a small answer cannot become a huge one. */
final class Inflation {

    private Inflation() {}

    static byte[] inflate(String encoding, byte[] body, long limit) {
        return switch (encoding.toLowerCase(Locale.ROOT).strip()) {
            case "identity", "" -> body;
            case "gzip", "x-gzip" -> body.length == 0 ? body : gunzip(body, limit);
            default ->
                throw new ToolException(
                        Reason.UPSTREAM_FAILED, "The answer is encoded as " + encoding + ", which was not asked for.");
        };
    }

    private static byte[] gunzip(byte[] body, long limit) {
        try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(body))) {
            var plain = unzipped.readNBytes((int) limit + 1);
            if (plain.length > limit) {
                throw LimitedBytes.tooLarge(limit);
            }
            return plain;
        } catch (IOException e) {
            throw new ToolException(Reason.UPSTREAM_FAILED, "The answer says it is gzip, but it is not.", e);
        }
    }
}

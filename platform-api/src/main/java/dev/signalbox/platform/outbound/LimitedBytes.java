package dev.signalbox.platform.outbound;

import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.io.ByteArrayOutputStream;

/** Collects bytes up to a limit, so that an endless answer costs no more than the limit. */
final class LimitedBytes extends ByteArrayOutputStream {

    private final long limit;

    LimitedBytes(long limit) {
        this.limit = limit;
    }

    void add(byte[] bytes) {
        if (size() + (long) bytes.length > limit) {
            throw tooLarge(limit);
        }
        writeBytes(bytes);
    }

    static ToolException tooLarge(long limit) {
        return new ToolException(Reason.UPSTREAM_FAILED, "The answer is larger than " + limit + " bytes.");
    }
}

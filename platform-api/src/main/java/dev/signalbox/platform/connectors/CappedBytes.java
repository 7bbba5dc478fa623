package dev.signalbox.platform.connectors;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Takes so many bytes and no more: what is written without end is not kept until it ends. */
final class CappedBytes extends OutputStream {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final int most;
    private boolean full;

    CappedBytes(int most) {
        this.most = most;
    }

    /** Whether more was written than there is room for. */
    boolean full() {
        return full;
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        if (length > most - bytes.size()) {
            full = true;
            throw new IOException("More than " + most + " bytes");
        }
        bytes.write(source, offset, length);
    }
}

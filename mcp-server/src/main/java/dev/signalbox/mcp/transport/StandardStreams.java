package dev.signalbox.mcp.transport;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;

/** On stdio the standard output belongs to the protocol: one stray line of a library would end the conversation. */
public final class StandardStreams {

    private StandardStreams() {}

    /** Sends everything that is printed, the log included, to the standard error from here on. */
    public static void reserveForProtocol() {
        System.setOut(System.err);
    }

    static OutputStream protocol() {
        return new FileOutputStream(FileDescriptor.out);
    }
}

package dev.signalbox.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A shell command that runs when this JVM is gone, however it went.
 *
 * <p>A small shell waits for the end of its input, which only this JVM holds open: the kernel closes it even after
 * kill -9. It ignores the signals of the terminal, because Ctrl-C reaches the whole process group.
 */
public final class LastWill implements AutoCloseable {

    private final Process shell;

    private LastWill(Process shell) {
        this.shell = shell;
    }

    /** Executes the script with the arguments as {@code $1}, {@code $2}… once this JVM has ended. */
    public static LastWill of(String script, String... arguments) {
        var words = new ArrayList<>(List.of(
                "/bin/sh",
                "-c",
                "trap '' INT TERM HUP; while read -r _; do :; done\n" + script,
                "signalbox-last-will"));
        words.addAll(List.of(arguments));
        try {
            return new LastWill(new ProcessBuilder(words)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes the will back. */
    @Override
    public void close() {
        shell.destroyForcibly();
    }
}

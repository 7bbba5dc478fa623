package dev.signalbox.connector.remotemcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The names that remote tools have here, and those they must not have. */
final class ToolNames {

    /** The platform's own tools and the work queue's: a model that sees the name believes to know what it does. */
    private static final Set<String> PLATFORM = read("platform-tools.txt");

    private static final String QUEUE = "loopsmcp_";
    private static final int LONGEST = 64;
    private static final int LONGEST_REMOTE = 128;

    private ToolNames() {}

    /** Empty when nothing of the name can be kept. */
    static Optional<String> of(String remote, String prefix) {
        if (remote.length() > LONGEST_REMOTE) {
            return Optional.empty();
        }
        var name = remote.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_+|_+$", "");
        if (name.isEmpty()) {
            return Optional.empty();
        }
        var whole = prefix.isEmpty() && Character.isDigit(name.charAt(0)) ? "t_" + name : prefix + name;
        return whole.length() > LONGEST ? Optional.empty() : Optional.of(whole);
    }

    static boolean shadows(String name) {
        return PLATFORM.contains(name) || name.startsWith(QUEUE);
    }

    private static Set<String> read(String resource) {
        try (InputStream in = Objects.requireNonNull(ToolNames.class.getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.signalbox.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which port each of them has this time. */
record Ports(Map<Port, Integer> numbers) {

    static Ports of(Map<String, String> environment) {
        var numbers = new EnumMap<Port, Integer>(Port.class);
        for (var port : Port.values()) {
            numbers.put(port, number(port, environment.get(port.setting)));
        }
        return new Ports(numbers);
    }

    private static int number(Port port, @Nullable String given) {
        if (given == null || given.isBlank()) {
            return port.usual;
        }
        if (!given.matches("[0-9]{1,5}") || Integer.parseInt(given) < 1 || Integer.parseInt(given) > 65_535) {
            throw new LocalFailure("%s is not a port: %s.".formatted(port.setting, given));
        }
        return Integer.parseInt(given);
    }

    int of(Port port) {
        return Objects.requireNonNull(numbers.get(port));
    }

    URI address(Port port) {
        return URI.create("http://127.0.0.1:" + of(port));
    }

    /** Asked before anything starts, so that the sentence names the port and not a stack trace some process. */
    void requireFree(Set<Port> wanted) {
        for (var port : EnumSet.copyOf(wanted)) {
            if (isTaken(of(port))) {
                throw new LocalFailure(
                        "Port %d, wanted for %s, is taken by another program: stop that one, or set %s to a free port."
                                .formatted(of(port), port.user, port.setting));
            }
        }
    }

    private static boolean isTaken(int number) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
            return false;
        } catch (IOException _) {
            return true;
        }
    }
}

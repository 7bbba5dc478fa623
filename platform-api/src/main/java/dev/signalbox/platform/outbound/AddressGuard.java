package dev.signalbox.platform.outbound;

import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Decides whether an address may be called.
 *
 * <p>Guarantee: what {@link #admit} returns is what was checked. Connect to it and never resolve the name again, or a name
 * server that changes its answer in between (DNS rebinding) gets through.
 */
@Component
class AddressGuard {

    /** Anything a resolver might read as a number instead of a name: decimal, octal and hexadecimal spellings. */
    private static final Pattern NUMBER_LIKE = Pattern.compile("(?:.*\\.)?(?:\\d+|0[xX][\\da-fA-F]*)\\.?");

    private static final Pattern DOTTED_QUAD =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(?:\\.(?!$)|$)){4}");

    private final InternalHosts internal;
    private final boolean allowHttp;
    private final Resolver resolver;

    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    @Autowired
    AddressGuard(OutboundSettings settings) {
        this(settings, InetAddress::getAllByName);
    }

    AddressGuard(OutboundSettings settings, Resolver resolver) {
        this.internal = InternalHosts.of(settings.allowedInternalHosts());
        this.allowHttp = settings.allowHttp();
        this.resolver = resolver;
    }

    /** The addresses to connect to, in the order to try them. Blocks while the name is resolved. */
    List<InetAddress> admit(URI uri) {
        if (uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new ToolException(Reason.INVALID_ARGUMENT, "An address names a host, and no user before it.");
        }
        switch (String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT)) {
            case "https" -> {}
            case "http" -> {
                if (!allowHttp && !internal.contain(uri.getHost(), port(uri))) {
                    throw denied(
                            "Plain http to %1$s is not allowed: use https, or, when %1$s is meant to be internal, have the operator add it to signalbox.connectors.allowed-internal-hosts."
                                    .formatted(uri.getHost()));
                }
            }
            default -> throw new ToolException(Reason.INVALID_ARGUMENT, "An address begins with https:// or http://.");
        }
        return admit(uri.getHost(), port(uri));
    }

    /** As {@link #admit(URI)}, for connections that are not HTTP. */
    List<InetAddress> admit(String host, int port) {
        if (port < 1 || port > 65535) {
            throw new ToolException(Reason.INVALID_ARGUMENT, "A port is 1 to 65535.");
        }
        if (NUMBER_LIKE.matcher(host).matches() && !DOTTED_QUAD.matcher(host).matches()) {
            throw denied("Write " + host + " as a host name or as four decimal numbers.");
        }
        var addresses = resolve(host);
        // One private address among public ones is refused too: no honest name has both.
        if (!internal.contain(host, port) && !addresses.stream().allMatch(PublicAddresses::contain)) {
            throw denied("The address of " + host + " is internal, and this installation does not allow it.");
        }
        return addresses;
    }

    static int port(URI uri) {
        if (uri.getPort() != -1) {
            return uri.getPort();
        }
        return "http".equalsIgnoreCase(uri.getScheme()) ? 80 : 443;
    }

    private List<InetAddress> resolve(String host) {
        try {
            return List.of(resolver.resolve(host));
        } catch (UnknownHostException e) {
            throw new ToolException(Reason.UNAVAILABLE, "There is no host named " + host + ".", e);
        }
    }

    private static ToolException denied(String message) {
        return new ToolException(Reason.PERMISSION_DENIED, message);
    }
}

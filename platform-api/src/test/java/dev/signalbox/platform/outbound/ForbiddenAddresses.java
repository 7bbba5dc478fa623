package dev.signalbox.platform.outbound;

import io.netty.handler.ssl.SslContextBuilder;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Where nothing that somebody outside has named may lead, in every spelling, and a way out that knows the names among them. */
public final class ForbiddenAddresses {

    private static final Map<String, List<String>> NAMES = Map.of(
            "localhost", List.of("127.0.0.1", "::1"),
            "LOCALHOST", List.of("127.0.0.1"),
            "localhost.", List.of("127.0.0.1"),
            "inside.example", List.of("10.0.0.1"),
            "metadata.example", List.of("169.254.169.254"),
            "both.example", List.of("1.1.1.1", "192.168.0.1"),
            "six.example", List.of("fd00:ec2::254"));

    private static final String MAPPED = "mapped.example";

    private ForbiddenAddresses() {}

    /** As they stand in an address: IPv6 in brackets. */
    public static Stream<String> hosts() {
        var literals = Stream.of(
                "127.0.0.1",
                "127.255.255.254",
                "127.1",
                "127.0.1",
                "2130706433",
                "017700000001",
                "0177.0.0.1",
                "0177.0.0.01",
                "0x7f000001",
                "0x7f.0.0.1",
                "0x7f.1",
                "127.0.0.1.",
                "0",
                "0.0.0.0",
                "00000000.0.0.0",
                "10.0.0.1",
                "10.1",
                "0xa000001",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.0.1",
                "192.168.1",
                "100.64.0.1",
                "169.254.169.254",
                "2852039166",
                "0xa9fea9fe",
                "0251.0376.0251.0376",
                "169.254.43518",
                "192.0.0.1",
                "192.0.2.1",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "[::1]",
                "[0:0:0:0:0:0:0:1]",
                "[::]",
                "[::ffff:127.0.0.1]",
                "[::ffff:7f00:1]",
                "[0:0:0:0:0:ffff:a9fe:a9fe]",
                "[::127.0.0.1]",
                "[::ffff:0:7f00:1]",
                "[64:ff9b::7f00:1]",
                "[64:ff9b::169.254.169.254]",
                "[2002:7f00:1::]",
                "[2001:0:7f00:1::]",
                "[fe80::1]",
                "[fec0::1]",
                "[fc00::1]",
                "[fd00:ec2::254]",
                "[ff02::1]");
        var disguised = Stream.of(
                "1.1.1.1@127.0.0.1", "127.0.0.1:80@inside.example", "127。0。0。1", "①②⑦.0.0.1", "%31%32%37.0.0.1");
        return Stream.of(literals, NAMES.keySet().stream(), Stream.of(MAPPED), disguised)
                .flatMap(hosts -> hosts);
    }

    /** Opens nothing but the given hosts. */
    public static GuardedHttp http(String... internalHosts) {
        return http(ForbiddenAddresses::resolve, internalHosts);
    }

    static GuardedHttp http(AddressGuard.Resolver resolver, String... internalHosts) {
        try {
            var settings = OutboundFixture.settings(internalHosts);
            return new GuardedHttp(
                    new AddressGuard(settings, resolver),
                    settings,
                    SslContextBuilder.forClient().build());
        } catch (SSLException e) {
            throw new IllegalStateException(e);
        }
    }

    public static GuardedDial dial() {
        return new GuardedDial(new AddressGuard(OutboundFixture.settings(), ForbiddenAddresses::resolve));
    }

    /** No server of names is asked; literals are what they are. */
    private static InetAddress[] resolve(String host) throws UnknownHostException {
        if (host.equals(MAPPED)) {
            // The stock resolver turns it into IPv4; another may not.
            var bytes = new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, 127, 0, 0, 1};
            return new InetAddress[] {Inet6Address.getByAddress(host, bytes, 0)};
        }
        var literals = NAMES.getOrDefault(host, List.of(host));
        var addresses = new InetAddress[literals.size()];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = literal(literals.get(i));
        }
        return addresses;
    }

    private static InetAddress literal(String text) throws UnknownHostException {
        if (text.matches("[\\d.]+|.*:.*")) {
            return InetAddress.getByName(text);
        }
        throw new UnknownHostException(text);
    }
}

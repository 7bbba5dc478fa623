package dev.signalbox.platform.outbound;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.springframework.boot.http.client.InetAddressFilter;

/**
 * Guarantee: an address that leads to this machine, to a private network or to a special service is never public, in whatever
 * form it is written. IPv6 is an allow-list: only global unicast, so every form that embeds or translates IPv4 stays outside.
 */
final class PublicAddresses {

    private static final InetAddressFilter IPV4 = InetAddressFilter.externalAddresses();
    private static final InetAddressFilter IPV6 = InetAddressFilter.of("2000::/3")
            .and(InetAddressFilter.externalAddresses())
            .andNot("3fff::/20");

    private PublicAddresses() {}

    static boolean contain(InetAddress address) {
        var plain = unmapped(address);
        return plain instanceof Inet6Address ? IPV6.matches(plain) : IPV4.matches(plain);
    }

    /** The stock filter takes {@code ::ffff:127.0.0.1} for an IPv6 address like any other, but a socket does not. */
    private static InetAddress unmapped(InetAddress address) {
        var bytes = address.getAddress();
        if (bytes.length != 16 || !mapped(bytes)) {
            return address;
        }
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(bytes, 12, 16));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are always an address", e);
        }
    }

    private static boolean mapped(byte[] bytes) {
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return bytes[10] == -1 && bytes[11] == -1;
    }
}

package dev.signalbox.platform.outbound;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLException;
import org.springframework.util.unit.DataSize;

/** A client with small limits, and with the given internal hosts opened. */
public final class OutboundFixture {

    private OutboundFixture() {}

    public static GuardedHttp http(String... internalHosts) {
        try {
            return http(SslContextBuilder.forClient().build(), internalHosts);
        } catch (SSLException e) {
            throw new IllegalStateException(e);
        }
    }

    static GuardedHttp http(SslContext trust, String... internalHosts) {
        var settings = settings(internalHosts);
        return new GuardedHttp(new AddressGuard(settings, InetAddress::getAllByName), settings, trust);
    }

    static OutboundSettings settings(String... internalHosts) {
        return new OutboundSettings(
                List.of(internalHosts),
                false,
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                DataSize.ofBytes(1_000),
                DataSize.ofBytes(1_000));
    }
}

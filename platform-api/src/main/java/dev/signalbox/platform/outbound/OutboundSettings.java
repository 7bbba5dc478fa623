package dev.signalbox.platform.outbound;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param allowedInternalHosts hosts the operator opens although they are internal, as {@code host:port}, or {@code host} for all
 *     of its ports; plain http is allowed to them
 * @param allowHttp plain http to public hosts too
 * @param connectTimeout per address
 * @param timeout for a whole exchange, redirects included; the most a connector may ask for
 * @param maxRequestSize of a request's body
 * @param maxResponseSize of an answer's body, before and after inflation
 */
@ConfigurationProperties("signalbox.connectors")
record OutboundSettings(
        @DefaultValue List<String> allowedInternalHosts,
        @DefaultValue("false") boolean allowHttp,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("60s") Duration timeout,
        @DefaultValue("1MB") DataSize maxRequestSize,
        @DefaultValue("1MB") DataSize maxResponseSize) {

    ExchangeLimits limits() {
        return new ExchangeLimits(timeout, maxRequestSize, maxResponseSize);
    }
}

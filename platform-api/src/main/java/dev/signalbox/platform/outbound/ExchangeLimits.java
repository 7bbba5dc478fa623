package dev.signalbox.platform.outbound;

import dev.signalbox.connector.ConnectorHttp.Request;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/**
 * What one exchange may cost.
 *
 * @param timeout for all of it, redirects included; a request may ask for less
 * @param requestSize of the request's body
 * @param responseSize of the answer's body, before and after inflation
 */
public record ExchangeLimits(Duration timeout, DataSize requestSize, DataSize responseSize) {

    Duration timeout(Request request) {
        return request.timeout().filter(wanted -> wanted.compareTo(timeout) < 0).orElse(timeout);
    }
}

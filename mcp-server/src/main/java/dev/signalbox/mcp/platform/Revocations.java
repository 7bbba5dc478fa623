package dev.signalbox.mcp.platform;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Profile;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * Listens for revoked tokens. The cache is trusted exactly as long as this stream is alive: the platform sends a sign
 * of life every five seconds.
 */
@Component
@Profile("!stdio")
class Revocations implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Revocations.class);
    private static final String PATH = "/v1/internal/revocations";
    private static final Duration SILENCE = Duration.ofSeconds(12);

    private final PlatformConnection connection;
    private final CallerCache cache;
    private final RevokedTokens revoked;
    private final Credential service;
    private volatile @Nullable String cursor;
    private volatile @Nullable Disposable listening;
    private volatile boolean connected;

    Revocations(PlatformConnection connection, CallerCache cache, RevokedTokens revoked, ServiceSettings settings) {
        this.connection = connection;
        this.cache = cache;
        this.revoked = revoked;
        this.service = Credential.service(settings.secret());
    }

    @Override
    public void start() {
        listening = Flux.defer(() -> connection.stream(path(), service))
                .timeout(SILENCE)
                .doOnNext(this::accept)
                .concatWith(Mono.error(() -> new PlatformUnavailableException("the stream ended")))
                .doOnError(this::lost)
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
                        .maxBackoff(Duration.ofSeconds(2))
                        .transientErrors(true))
                .subscribe();
    }

    private void accept(ServerSentEvent<String> event) {
        if (!connected) {
            connected = true;
            log.info("Revocations arrive.");
            cache.trust();
        }
        if (event.id() != null) {
            cursor = event.id();
        }
        if ("revoked".equals(event.event()) && event.data() != null) {
            String token = Json.MAPPER.readTree(event.data()).path("token_id").asString("");
            cache.forget(token);
            revoked.announce(token);
        }
    }

    private void lost(Throwable reason) {
        cache.distrust();
        if (connected) {
            connected = false;
            log.warn(
                    "Revocations do not arrive any more; tokens are checked with every request. {}", reason.toString());
        }
    }

    private String path() {
        String seen = cursor;
        return seen == null ? PATH : PATH + "?cursor=" + URLEncoder.encode(seen, StandardCharsets.UTF_8);
    }

    @Override
    public void stop() {
        Disposable running = listening;
        if (running != null) {
            running.dispose();
        }
        listening = null;
        connected = false;
        cache.distrust();
    }

    @Override
    public boolean isRunning() {
        return listening != null;
    }
}

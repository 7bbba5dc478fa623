package dev.signalbox.platform.tokens;

import dev.signalbox.platform.access.ServiceOnly;
import dev.signalbox.platform.notifications.Notifications;
import dev.signalbox.platform.notifications.Notifications.Channel;
import dev.signalbox.platform.problem.ApiException;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** Tells mcp-server at once which tokens it must forget. A reader that names its cursor gets what it missed first. */
@RestController
class RevocationController {

    /** A transaction that revoked may commit a little after the moment it wrote down. */
    private static final Duration OVERLAP = Duration.ofSeconds(30);

    private final PatRepository pats;
    private final Notifications notifications;
    private final Clock clock;

    RevocationController(PatRepository pats, Notifications notifications, Clock clock) {
        this.pats = pats;
        this.notifications = notifications;
        this.clock = clock;
    }

    @GetMapping(path = "/v1/internal/revocations", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @ServiceOnly
    @ApiResponse(
            responseCode = "200",
            description = "Events of the type revoked.",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(implementation = Revoked.class)))
    Flux<ServerSentEvent<Revoked>> revocations(@RequestParam(required = false) @Nullable String cursor) {
        Instant since = cursor == null ? clock.instant() : moment(cursor);
        Flux<String> live = notifications
                .on(Channel.REVOCATION)
                .onBackpressureBuffer(10_000)
                .concatMap(token -> token.equals(Notifications.RESYNC) ? missed(clock.instant()) : Flux.just(token));
        Flux<ServerSentEvent<Revoked>> beat = Flux.interval(Duration.ZERO, Duration.ofSeconds(5))
                .map(_ -> ServerSentEvent.<Revoked>builder().comment("alive").build());
        return Flux.merge(beat, live.mergeWith(missed(since)).map(this::event));
    }

    private Flux<String> missed(Instant since) {
        return pats.revokedSince(since.minus(OVERLAP))
                .map(PatRepository.Revocation::tokenId)
                .map(UUID::toString);
    }

    private ServerSentEvent<Revoked> event(String token) {
        return ServerSentEvent.builder(new Revoked(UUID.fromString(token)))
                .event("revoked")
                .id(clock.instant().toString())
                .build();
    }

    private static Instant moment(String cursor) {
        try {
            return Instant.parse(cursor);
        } catch (DateTimeParseException _) {
            throw ApiException.invalid("cursor", "is not an id of this stream");
        }
    }

    record Revoked(UUID tokenId) {}
}

package dev.signalbox.platform.feed;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.notifications.Notifications;
import dev.signalbox.platform.notifications.Notifications.Channel;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells an open stream that its reader may not read any more. */
@Component
class LostRights {

    private static final Duration JUDGE = Duration.ofSeconds(4);

    private final Access access;
    private final Notifications notifications;

    LostRights(Access access, Notifications notifications) {
        this.access = access;
        this.notifications = notifications;
    }

    /** At once when the token is revoked; a lost hint, a lost role or a disabled person within a few seconds. */
    Mono<Boolean> of(Caller caller) {
        Flux<Boolean> revoked = notifications
                .on(Channel.REVOCATION)
                .filter(token -> token.equals(String.valueOf(caller.tokenId())))
                .map(_ -> true);
        Flux<Boolean> judged = Flux.interval(JUDGE)
                .onBackpressureDrop()
                .concatMap(_ -> stillCaller(caller).map(still -> !still), 1)
                .filter(lost -> lost);
        return Flux.merge(revoked, judged).next();
    }

    /** A database that does not answer takes no right away. */
    private Mono<Boolean> stillCaller(Caller caller) {
        if (caller.project() == null) {
            return Mono.just(true);
        }
        return access.recorded(caller.tenant(), caller.project(), caller.user(), caller.tokenId())
                .hasElement()
                .onErrorReturn(true);
    }
}

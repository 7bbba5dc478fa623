package dev.signalbox.mcp.platform;

import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The platform's API as one caller sees it. */
@Component
public class Platform {

    private static final int UNAUTHENTICATED = 401;

    private final PlatformConnection connection;

    Platform(PlatformConnection connection) {
        this.connection = connection;
    }

    /** @return fails with {@link CallerRefusedException} when the caller's token died meanwhile */
    public Mono<PlatformAnswer> send(PlatformRequest request, Caller caller) {
        return connection.send(request, caller.credential(), caller.project()).flatMap(Platform::stillValid);
    }

    private static Mono<PlatformAnswer> stillValid(PlatformAnswer answer) {
        return answer instanceof PlatformAnswer.Problem problem && problem.status() == UNAUTHENTICATED
                ? Mono.error(new CallerRefusedException())
                : Mono.just(answer);
    }
}

package dev.signalbox.mcp.platform;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Asks the platform whom a credential makes of its holder. */
@Component
class Identity {

    private static final PlatformRequest ME = PlatformRequest.get("/v1/me");

    private final PlatformConnection connection;

    Identity(PlatformConnection connection) {
        this.connection = connection;
    }

    /** @param grant whether the credential is a client's, which can ask its person for more */
    Mono<Caller> of(Credential credential, @Nullable String project, boolean grant) {
        return connection.send(ME, credential, project).map(answer -> switch (answer) {
            case PlatformAnswer.Success success -> Caller.of(success.body(), project, credential, grant);
            case PlatformAnswer.Problem problem -> throw refusal(problem, project);
        });
    }

    private static RuntimeException refusal(PlatformAnswer.Problem problem, @Nullable String project) {
        return switch (problem.status()) {
            case 401 -> new CallerRefusedException();
            case 400, 404 -> project == null ? new CallerRefusedException() : new UnknownProjectException(project);
            default -> new PlatformUnavailableException("GET /v1/me answered " + problem.status());
        };
    }
}

package dev.signalbox.mcp.platform;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What only one of the platform's own processes may ask: is this token valid (RFC 7662), and a short one in its place
 * (RFC 8693).
 */
@Component
@Profile("!stdio")
class TokenExchange {

    private static final Logger log = LoggerFactory.getLogger(TokenExchange.class);

    private final PlatformConnection connection;
    private final Audience audience;
    private final Credential service;

    TokenExchange(PlatformConnection connection, Audience audience, ServiceSettings settings) {
        this.connection = connection;
        this.audience = audience;
        this.service = Credential.service(settings.secret());
    }

    /** Guarantee: the caller's own token goes to these two addresses and no further. */
    Mono<Exchanged> exchange(String token) {
        return ask("/v1/introspect", "token", token)
                .filter(known -> known.path("active").asBoolean(false) && audience.isIn(known.path("aud")))
                .switchIfEmpty(Mono.error(CallerRefusedException::new))
                .flatMap(known -> ask("/v1/token-exchange", "subject_token", token)
                        .map(answer ->
                                Credential.bearer(answer.path("access_token").stringValue()))
                        .map(credential -> new Exchanged(credential, runTokenHolder(known), isGrant(known))));
    }

    private static boolean isGrant(JsonNode known) {
        return "grant".equals(known.path("token_kind").asString(""));
    }

    private static @Nullable RunTokenHolder runTokenHolder(JsonNode known) {
        return "run".equals(known.path("token_kind").asString(""))
                ? Json.MAPPER.treeToValue(known, RunTokenHolder.class)
                : null;
    }

    /**
     * @param run what is known of a run token; of the others the platform tells more when it is asked with the credential
     * @param grant whether a connected client holds it, which can ask its person for more
     */
    record Exchanged(Credential credential, @Nullable RunTokenHolder run, boolean grant) {}

    private Mono<JsonNode> ask(String path, String member, String token) {
        ObjectNode body = Json.MAPPER.createObjectNode().put(member, token);
        return connection.send(PlatformRequest.post(path, body), service, null).map(answer -> switch (answer) {
            case PlatformAnswer.Success success -> success.body();
            case PlatformAnswer.Problem problem -> throw refusal(path, problem);
        });
    }

    /** A token of a form the platform does not take is a bad token; everything else here is our own trouble. */
    private static RuntimeException refusal(String path, PlatformAnswer.Problem problem) {
        if (problem.status() == 400) {
            return new CallerRefusedException();
        }
        if (problem.status() == 401) {
            log.error("The platform refuses the service secret of this process: signalbox.service.secret differs.");
        }
        return new PlatformUnavailableException("POST %s answered %d".formatted(path, problem.status()));
    }
}

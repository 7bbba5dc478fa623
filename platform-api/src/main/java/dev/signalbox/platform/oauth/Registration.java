package dev.signalbox.platform.oauth;

import dev.signalbox.connector.Secret;
import dev.signalbox.platform.oauth.OAuthHttp.Answer;
import dev.signalbox.platform.problem.ApiException;
import java.net.URI;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Introduces us to a server that has never heard of us (RFC 7591). */
@Component
public class Registration {

    private final OAuthHttp http;

    Registration(OAuthHttp http) {
        this.http = http;
    }

    public Mono<OAuthClient> at(AuthorizationServer server, URI redirect) {
        var endpoint = server.registrationEndpoint();
        if (endpoint == null) {
            return Mono.error(() -> ApiException.conflict(server.issuer()
                    + " takes no clients that register themselves; give the instance a static credential instead."));
        }
        var wanted = ClientAuthentication.of(server.clientAuthentication());
        if (wanted.isEmpty()) {
            return Mono.error(() -> ApiException.conflict(
                    server.issuer() + " wants clients to prove themselves in a way that is not known here."));
        }
        return http.postJson(endpoint, ourselves(redirect, wanted.get()))
                .map(answer -> client(server, answer, wanted.get()));
    }

    private static JsonNode ourselves(URI redirect, ClientAuthentication authentication) {
        var document = JsonNodeFactory.instance.objectNode().put("client_name", "Signalbox");
        document.putArray("redirect_uris").add(redirect.toString());
        document.putArray("grant_types").add("authorization_code").add("refresh_token");
        document.putArray("response_types").add("code");
        return document.put("token_endpoint_auth_method", authentication.wire());
    }

    private static OAuthClient client(AuthorizationServer server, Answer answer, ClientAuthentication wanted) {
        var id = answer.body().path("client_id").asString("");
        if (!answer.successful() || id.isEmpty()) {
            throw ApiException.conflict(
                    "%s does not register us: %s".formatted(server.issuer(), TokenEndpoint.said(answer)));
        }
        var secret = answer.body().path("client_secret").asString("");
        var authentication = ClientAuthentication.of(
                        answer.body().path("token_endpoint_auth_method").asString(wanted.wire()))
                .orElse(wanted);
        return new OAuthClient(id, authentication, secret.isEmpty() ? null : Secret.of(secret));
    }
}

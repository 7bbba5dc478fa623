package dev.signalbox.platform.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.connector.Secret;
import dev.signalbox.platform.oauth.OAuthHttp.Answer;
import dev.signalbox.platform.problem.ApiException;
import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gets tokens, gets them anew, and gives them back. */
@Component
public class TokenEndpoint {

    private static final Duration LONGEST = Duration.ofDays(366);

    private final OAuthHttp http;

    TokenEndpoint(OAuthHttp http) {
        this.http = http;
    }

    /** Where one goes with what was proved there, and as whom. */
    public record Door(AuthorizationServer server, OAuthClient client, URI resource) {}

    public Mono<TokenAnswer> exchange(Door door, String code, Secret verifier, URI redirect) {
        return ask(
                door,
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "redirect_uri",
                        redirect.toString(),
                        "code_verifier",
                        verifier.reveal()));
    }

    /** Errors, as against {@link TokenAnswer.Refused}, mean that asking again later may help. */
    public Mono<TokenAnswer> refresh(Door door, Secret refresh) {
        return ask(door, Map.of("grant_type", "refresh_token", "refresh_token", refresh.reveal()));
    }

    /** As far as the server takes tokens back (RFC 7009). */
    public Mono<Void> revoke(Door door, Secret token) {
        var endpoint = door.server().revocationEndpoint();
        return endpoint == null
                ? Mono.empty()
                : http.postForm(endpoint, form(door, Map.of("token", token.reveal()), false), proof(door.client()))
                        .then();
    }

    private Mono<TokenAnswer> ask(Door door, Map<String, String> grant) {
        return http.postForm(door.server().tokenEndpoint(), form(door, grant, true), proof(door.client()))
                .map(answer -> tokens(door, answer));
    }

    private static Map<String, String> form(Door door, Map<String, String> grant, boolean forResource) {
        var form = new LinkedHashMap<>(grant);
        var client = door.client();
        if (forResource) {
            form.put("resource", door.resource().toString());
        }
        if (client.authentication() != ClientAuthentication.CLIENT_SECRET_BASIC || client.secret() == null) {
            form.put("client_id", client.clientId());
        }
        if (client.authentication() == ClientAuthentication.CLIENT_SECRET_POST && client.secret() != null) {
            form.put("client_secret", client.secret().reveal());
        }
        return form;
    }

    private static Map<String, String> proof(OAuthClient client) {
        if (client.authentication() != ClientAuthentication.CLIENT_SECRET_BASIC || client.secret() == null) {
            return Map.of();
        }
        var pair = OAuthHttp.encode(client.clientId()) + ":"
                + OAuthHttp.encode(client.secret().reveal());
        return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
    }

    private static TokenAnswer tokens(Door door, Answer answer) {
        var body = answer.body();
        var issuer = door.server().issuer();
        boolean says = body.path("error").isString();
        if (answer.status() == 429 || answer.status() >= 500 || (!answer.successful() && !says)) {
            // Without an error of RFC 6749, section 5.2, something else has answered: a proxy, or nobody.
            throw ApiException.unavailable(issuer + " cannot give out a token now: " + said(answer));
        }
        var access = body.path("access_token").asString("");
        if (!answer.successful()) {
            return new TokenAnswer.Refused(body.path("error").asString(), issuer + " refuses: " + said(answer));
        }
        if (access.isEmpty() || !body.path("token_type").asString("").equalsIgnoreCase("Bearer")) {
            return new TokenAnswer.Refused("no_token", issuer + " answers without a bearer token.");
        }
        return new TokenAnswer.Tokens(
                Secret.of(access),
                text(body.path("refresh_token").asString("")).map(Secret::of),
                lifetime(body.path("expires_in").asLong(0)),
                text(body.path("scope").asString("")));
    }

    private static Optional<Duration> lifetime(long seconds) {
        return seconds <= 0
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(Math.min(seconds, LONGEST.toSeconds())));
    }

    private static Optional<String> text(String text) {
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** Never more than the two fields that are meant for people. */
    static String said(Answer answer) {
        var error = answer.body().path("error").asString("");
        var description = answer.body().path("error_description").asString("");
        var text = (error + " " + description).strip().replaceAll("\\p{Cntrl}", "");
        if (text.isEmpty()) {
            return "status " + answer.status() + ".";
        }
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }
}

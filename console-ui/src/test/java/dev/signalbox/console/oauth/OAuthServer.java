package dev.signalbox.console.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.console.fake.FakePlatform;
import dev.signalbox.console.oauth.OAuthClient.Reply;
import dev.signalbox.console.signin.RunningConsole;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import tools.jackson.databind.JsonNode;

/** The server as clients and browsers meet it; the person's answer is given where the consent page gives it. */
abstract class OAuthServer extends RunningConsole {

    static final String ISSUER = "http://127.0.0.1:8090";

    @Autowired
    Consents consents;

    OAuthClient client;
    String clientId;

    @BeforeEach
    void aClientRegisters() {
        client = new OAuthClient(port);
        clientId = client.registered();
        browser.signIn(email, PASSWORD);
    }

    String asked(Map<String, String> difference) {
        return asked(clientId, difference);
    }

    /** Opens the client's question; the answer is the state under which it waits. */
    String asked(String client, Map<String, String> difference) {
        var answer = browser.open(OAuthClient.question(client, difference));
        String led = browser.led(answer);
        assertThat(led).as("%s %s", answer.statusCode(), answer.body()).startsWith("/connect?");
        return OAuthClient.parameters(URI.create(led)).get("state");
    }

    void assertRefused(Map<String, String> difference, String error) {
        var led = browser.open(OAuthClient.question(clientId, difference))
                .headers()
                .firstValue("Location");

        assertThat(led).as(error).hasValueSatisfying(address -> assertThat(address)
                .startsWith(OAuthClient.REDIRECT));
        assertThat(OAuthClient.parameters(URI.create(led.orElseThrow())))
                .containsEntry("error", error)
                .containsEntry("state", "what the client knows")
                .containsEntry("iss", ISSUER);
    }

    URI allowed(String state, Set<String> scopes) {
        return consents.allow(state, user, yes(scopes)).orElseThrow();
    }

    static Yes yes(Set<String> scopes) {
        return new Yes(FakePlatform.TENANT, FakePlatform.PROJECT, false, scopes, List.of(), false);
    }

    String code() {
        return OAuthClient.parameters(allowed(asked(Map.of()), Set.of("workflow:read")))
                .get("code");
    }

    Reply tokens(Set<String> scopes) {
        var code = OAuthClient.parameters(allowed(asked(Map.of()), scopes)).get("code");
        var given = client.trade(clientId, code, Map.of());
        assertThat(given.status()).as("%s", given).isEqualTo(200);
        return given;
    }

    Jwt decoded(String token) {
        var decoder = NimbusJwtDecoder.withJwkSetUri("http://127.0.0.1:" + port + "/oauth2/jwks")
                .build();
        decoder.setJwtValidator(_ -> OAuth2TokenValidatorResult.success());
        return decoder.decode(token);
    }

    static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}

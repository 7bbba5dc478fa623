package dev.signalbox.console.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.console.fake.FakePlatform;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.security.oauth2.jwt.Jwt;

class TokensIT extends OAuthServer {

    @Test
    void anAccessTokenSaysWhoseItIsForWhatAndForWhichResource() {
        Jwt token = decoded(tokens(Set.of("workflow:read", "workflow:run")).text("access_token"));

        assertThat(token.getHeaders()).containsEntry("typ", "at+jwt");
        assertThat(token.getClaimAsString("iss")).isEqualTo(ISSUER);
        assertThat(token.getAudience()).containsExactly("http://127.0.0.1:8340/mcp");
        assertThat(token.getSubject()).isEqualTo(user);
        assertThat(token.getClaimAsString("scope")).isEqualTo("workflow:read workflow:run");
        assertThat(token.getClaimAsString("tenant")).isEqualTo(FakePlatform.TENANT);
        assertThat(token.getClaimAsString("project")).isEqualTo(FakePlatform.PROJECT);
        assertThat(token.getClaimAsString("client_id")).isEqualTo(clientId);
        assertThat(token.getClaimAsString("grant"))
                .isEqualTo(PLATFORM.grants.all().getFirst().path("id").asString());
        assertThat(Duration.between(token.getIssuedAt(), token.getExpiresAt())).isEqualTo(Clients.ACCESS);
    }

    @Test
    void aCodeNeedsTheVerifierTheClientAndTheResourceItWasMadeFor() {
        String other = client.registered();

        assertThat(client.trade(
                                clientId,
                                code(),
                                Map.of("code_verifier", "another-verifier-that-is-long-enough-0123456789"))
                        .text("error"))
                .isEqualTo("invalid_grant");
        assertThat(client.trade(other, code(), Map.of()).text("error")).isEqualTo("invalid_grant");
        assertThat(client.trade(clientId, code(), Map.of("redirect_uri", "http://127.0.0.1:33418/other"))
                        .text("error"))
                .isEqualTo("invalid_grant");
        assertThat(client.trade(clientId, code(), Map.of("resource", "https://elsewhere.example/"))
                        .text("error"))
                .isEqualTo("invalid_target");
    }

    @Test
    void aCodeThatIsShownTwiceEndsWhatItGave() {
        String code = code();
        var first = client.trade(clientId, code, Map.of());
        assertThat(first.status()).as("%s", first).isEqualTo(200);

        assertThat(client.trade(clientId, code, Map.of()).text("error")).isEqualTo("invalid_grant");

        assertThat(PLATFORM.grants.all()).isEmpty();
        assertThat(client.renew(clientId, first.text("refresh_token")).text("error"))
                .isEqualTo("invalid_grant");
    }

    @Test
    void aRefreshTokenIsGoodOnceAndBringsTheNext() {
        var first = tokens(Set.of("workflow:read"));

        var second = client.renew(clientId, first.text("refresh_token"));
        var third = client.renew(clientId, second.text("refresh_token"));

        assertThat(third.status()).isEqualTo(200);
        assertThat(List.of(first, second, third))
                .extracting(reply -> reply.text("refresh_token"))
                .doesNotHaveDuplicates();
        assertThat(decoded(third.text("access_token")).getClaimAsString("scope"))
                .isEqualTo("workflow:read");
        assertThat(client.renew(clientId, second.text("refresh_token")).text("error"))
                .isEqualTo("invalid_grant");
        assertThat(client.renew(clientId, third.text("refresh_token")).status()).isEqualTo(200);
    }

    @Test
    void oneThatComesBackLaterWasStolenAndEndsTheGrant() {
        var first = tokens(Set.of("workflow:read"));
        var second = client.renew(clientId, first.text("refresh_token"));
        jdbc.sql("update spent_refresh_token set spent_at = spent_at - interval '1 minute'")
                .update();

        assertThat(client.renew(clientId, first.text("refresh_token")).text("error"))
                .isEqualTo("invalid_grant");

        assertThat(PLATFORM.grants.all()).isEmpty();
        assertThat(client.renew(clientId, second.text("refresh_token")).text("error"))
                .isEqualTo("invalid_grant");
    }

    @Test
    void theyEndWithTheGrant() {
        var given = tokens(Set.of("workflow:read"));
        PLATFORM.grants.revokeAll();

        assertThat(client.renew(clientId, given.text("refresh_token")).text("error"))
                .isEqualTo("invalid_grant");
    }

    @Test
    void aPlatformThatIsDownEndsNothing() {
        var given = tokens(Set.of("workflow:read"));
        PLATFORM.grants.fail();

        assertThat(client.renew(clientId, given.text("refresh_token")).text("error"))
                .isEqualTo("temporarily_unavailable");

        PLATFORM.grants.recover();
        assertThat(client.renew(clientId, given.text("refresh_token")).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_token", "refresh_token"})
    void givingOneBackEndsTheGrant(String which) {
        var given = tokens(Set.of("workflow:read"));

        var revoked = client.post("/oauth2/revoke", Map.of("client_id", clientId, "token", given.text(which)));

        assertThat(revoked.status()).isEqualTo(200);
        assertThat(PLATFORM.grants.all()).isEmpty();
        assertThat(client.renew(clientId, given.text("refresh_token")).text("error"))
                .isEqualTo("invalid_grant");
    }

    @Test
    void nobodyGivesBackWhatIsAnothers() {
        var given = tokens(Set.of("workflow:read"));

        client.post("/oauth2/revoke", Map.of("client_id", client.registered(), "token", given.text("refresh_token")));
        var unknown = client.post("/oauth2/revoke", Map.of("client_id", clientId, "token", "nonsense"));

        assertThat(unknown.status()).isEqualTo(200);
        assertThat(PLATFORM.grants.all()).hasSize(1);
    }

    @Test
    void theSchemaKeepsNoneOfThem() {
        var given = tokens(Set.of("workflow:read"));

        String kept = jdbc.sql("select string_agg(a::text, ' ') from oauth2_authorization a")
                .query(String.class)
                .single();

        assertThat(kept)
                .contains("sha256:")
                .doesNotContain(given.text("access_token"))
                .doesNotContain(given.text("refresh_token"));
    }

    @Test
    void whatIsKeptOpensNothing() {
        tokens(Set.of("workflow:read"));
        String kept = jdbc.sql(
                        "select refresh_token_value from oauth2_authorization where refresh_token_value is not null")
                .query(String.class)
                .list()
                .getFirst();

        assertThat(client.renew(clientId, kept).text("error")).isEqualTo("invalid_grant");
    }
}

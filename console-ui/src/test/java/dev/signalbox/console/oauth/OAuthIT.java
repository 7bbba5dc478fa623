package dev.signalbox.console.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.signalbox.console.Browser;
import dev.signalbox.console.fake.FakePlatform;
import dev.signalbox.console.oauth.OAuthClient.Reply;
import dev.signalbox.console.signin.RunningConsole;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import tools.jackson.databind.JsonNode;

/** The server as clients and browsers meet it; the person's answer is given where the consent page gives it. */
class OAuthIT extends RunningConsole {

    private static final String ISSUER = "http://127.0.0.1:8090";

    @Autowired
    private Consents consents;

    private OAuthClient client;
    private String clientId;

    @BeforeEach
    void aClientRegisters() {
        client = new OAuthClient(port);
        clientId = client.registered();
        browser.signIn(email, PASSWORD);
    }

    @Nested
    class TheMetadata {

        @ParameterizedTest
        @ValueSource(strings = {"/.well-known/oauth-authorization-server", "/.well-known/openid-configuration"})
        void itTellsWhatThisServerDoesAndNothingElse(String path) {
            var metadata = client.get(path).body();

            assertThat(metadata.path("issuer").asString()).isEqualTo(ISSUER);
            assertThat(metadata.path("registration_endpoint").asString()).isEqualTo(ISSUER + "/oauth2/register");
            assertThat(texts(metadata.path("code_challenge_methods_supported"))).containsExactly("S256");
            assertThat(texts(metadata.path("token_endpoint_auth_methods_supported")))
                    .containsExactly("none");
            assertThat(texts(metadata.path("grant_types_supported")))
                    .containsExactly("authorization_code", "refresh_token");
            assertThat(texts(metadata.path("scopes_supported")))
                    .contains("workflow:run")
                    .doesNotContain("openid");
            assertThat(metadata.path("authorization_response_iss_parameter_supported")
                            .asBoolean())
                    .isTrue();
            assertThat(metadata.path("client_id_metadata_document_supported").asBoolean())
                    .isTrue();
            assertThat(metadata.has("introspection_endpoint")).isFalse();
        }

        @Test
        void aClientThatIsAWebPageMayCallWhatNeedsNoCookie() {
            for (String path : List.of("/oauth2/register", "/oauth2/token", "/oauth2/revoke")) {
                assertThat(client.preflight(path).headers().firstValue("Access-Control-Allow-Origin"))
                        .as(path)
                        .hasValue("*");
            }
            assertThat(client.preflight("/oauth2/authorize").headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    @Nested
    class Registering {

        @Test
        void whoeverWantsASecretIsToldThatThereIsNone() {
            var made = client.register("""
                    {"client_name": "An\\u202e editor", "redirect_uris": ["https://editor.example/callback", "http://localhost:1/"],
                     "token_endpoint_auth_method": "client_secret_post", "grant_types": ["authorization_code"], "x": 1}
                    """);

            assertThat(made.status()).isEqualTo(201);
            assertThat(made.text("token_endpoint_auth_method")).isEqualTo("none");
            assertThat(made.body().has("client_secret")).isFalse();
            assertThat(made.text("client_name")).isEqualTo("An  editor");
            assertThat(texts(made.body().path("redirect_uris")))
                    .containsExactlyInAnyOrder("https://editor.example/callback", "http://localhost:1/");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://editor.example/callback",
                    "http://127.0.0.1.editor.example/",
                    "editor://callback/",
                    "javascript:alert(1)",
                    "https://editor.example/#fragment",
                    "https://me@editor.example/",
                    "https://a.example/,https://b.example/",
                    "not an address"
                })
        void anAnswerGoesOverTlsOrToThisComputer(String redirect) {
            var refused = client.register("{\"redirect_uris\": [\"" + redirect + "\"]}");

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.text("error")).isEqualTo("invalid_redirect_uri");
        }

        @Test
        void whatCouldNotWorkIsRefused() {
            assertThat(client.register("{}").text("error")).isEqualTo("invalid_redirect_uri");
            assertThat(client.register("""
                            {"redirect_uris": ["https://a.example/"], "grant_types": ["client_credentials"]}""").text("error")).isEqualTo("invalid_client_metadata");
            assertThat(client.register("""
                            {"redirect_uris": ["https://a.example/"], "response_types": ["token"]}""").text("error")).isEqualTo("invalid_client_metadata");
        }

        @Test
        void oneAddressCannotFillTheTable() {
            Reply last = client.register("{}");
            for (int i = 0; i < 20; i++) {
                last = client.register("{}");
            }

            assertThat(last.status()).isEqualTo(429);
        }
    }

    @Nested
    class Asking {

        @Test
        void somebodyUnknownSignsInFirstAndComesBack() {
            var stranger = new Browser(port);

            assertThat(stranger.led(stranger.open(OAuthClient.question(clientId, Map.of()))))
                    .isEqualTo("/login");
            assertThat(stranger.signIn(email, PASSWORD)).startsWith("/oauth2/authorize?");
        }

        @Test
        void whatIsAskedWaitsForThePersonAndIsSeenByNobodyElse() {
            String state = asked(Map.of());

            assertThat(consents.waiting(state, user)).hasValueSatisfying(asked -> {
                assertThat(asked.clientName()).isEqualTo("An editor");
                assertThat(asked.host()).isEqualTo("127.0.0.1");
                assertThat(asked.local()).isTrue();
                assertThat(asked.scopes()).containsExactlyInAnyOrder("workflow:read", "workflow:run", "vault:reveal");
            });
            assertThat(consents.waiting(state, UUID.randomUUID().toString())).isEmpty();
        }

        @Test
        void aClientThatNamesNoScopeAsksForWhatAnAgentNeeds() {
            assertThat(consents.waiting(asked(Map.of("scope", "")), user)
                            .orElseThrow()
                            .scopes())
                    .contains("workflow:run", "task:complete")
                    .noneMatch(scope -> scope.endsWith(":reveal") || scope.endsWith(":manage"));
        }

        @Test
        void consentIsAskedForEachTime() {
            allowed(asked(Map.of()), Set.of("workflow:read"));

            assertThat(asked(Map.of())).isNotEmpty();
        }

        @Test
        void whatIsNotInOrderGoesBackToTheClientWithTheIssuer() {
            assertRefused(Map.of("code_challenge", "", "code_challenge_method", ""), "invalid_request");
            assertRefused(Map.of("code_challenge_method", "plain"), "invalid_request");
            assertRefused(Map.of("scope", "everything"), "invalid_scope");
            assertRefused(Map.of("resource", "https://elsewhere.example/mcp"), "invalid_target");
            assertRefused(Map.of("resource", "http://127.0.0.1:8340/mcp#x"), "invalid_target");
        }

        @Test
        void theResourceMayBeWrittenInAnyCaseAndNarrowed() {
            assertThat(asked(Map.of("resource", "HTTP://127.0.0.1:8340/mcp/?readonly=true")))
                    .isNotEmpty();
            assertThat(asked(Map.of("resource", ""))).isNotEmpty();
        }

        @Test
        void nobodyIsSentWhereAStrangerWantsThem() {
            var elsewhere = browser.open(
                    OAuthClient.question(clientId, Map.of("redirect_uri", "https://thief.example/callback")));
            var unknown = browser.open(OAuthClient.question("unknown", Map.of()));

            assertThat(List.of(elsewhere.statusCode(), unknown.statusCode())).containsExactly(400, 400);
            assertThat(elsewhere.headers().firstValue("Location")).isEmpty();
            assertThat(elsewhere.body())
                    .contains("This client cannot be connected")
                    .doesNotContain("thief");
        }

        @Test
        void anAnswerThatComesAsAFormIsNone() {
            String state = asked(Map.of());

            var posted = browser.fillIn(
                    "/login",
                    "/oauth2/authorize",
                    Map.of("client_id", clientId, "state", state, "scope", "vault:reveal"));

            assertThat(posted.statusCode()).isEqualTo(400);
            assertThat(consents.waiting(state, user)).isPresent();
            assertThat(PLATFORM.grants.all()).isEmpty();
        }

        @Test
        void aProgramOfThePersonsComputerMayListenOnAnyPort() {
            assertThat(asked(Map.of("redirect_uri", "http://127.0.0.1:50000/callback")))
                    .isNotEmpty();
        }
    }

    @Nested
    class Answering {

        @Test
        void aYesGivesAGrantAndACodeWithStateAndIssuer() {
            URI back = consents.allow(
                            asked(Map.of()),
                            user,
                            new Yes(
                                    FakePlatform.TENANT,
                                    FakePlatform.PROJECT,
                                    true,
                                    Set.of("workflow:read"),
                                    List.of("core"),
                                    true))
                    .orElseThrow();

            assertThat(back.toString()).startsWith(OAuthClient.REDIRECT + "?");
            assertThat(OAuthClient.parameters(back))
                    .containsKey("code")
                    .containsEntry("state", "what the client knows")
                    .containsEntry("iss", ISSUER);
            assertThat(PLATFORM.grants.all()).singleElement().satisfies(grant -> {
                assertThat(grant.path("user_id").asString()).isEqualTo(user);
                assertThat(grant.path("client_host").asString()).isEqualTo("127.0.0.1");
                assertThat(grant.path("only_this_project").asBoolean()).isTrue();
                assertThat(grant.path("read_only").asBoolean()).isTrue();
                assertThat(texts(grant.path("groups"))).containsExactly("core");
            });
        }

        @Test
        void aNoGoesBackAsTheStandardSays() {
            URI back = consents.deny(asked(Map.of()), user).orElseThrow();

            assertThat(OAuthClient.parameters(back))
                    .containsEntry("error", "access_denied")
                    .containsEntry("state", "what the client knows")
                    .containsEntry("iss", ISSUER)
                    .doesNotContainKey("code");
            assertThat(PLATFORM.grants.all()).isEmpty();
        }

        @Test
        void itIsGivenOnceAndByThePersonOnly() {
            String state = asked(Map.of());

            assertThat(consents.deny(state, UUID.randomUUID().toString())).isEmpty();
            assertThat(consents.allow(state, user, yes(Set.of("workflow:read"))))
                    .isPresent();
            assertThat(consents.allow(state, user, yes(Set.of("workflow:read"))))
                    .isEmpty();
            assertThat(consents.deny(state, user)).isEmpty();
        }

        @Test
        void nobodyAllowsMoreThanWasAsked() {
            String state = asked(Map.of());

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> consents.allow(state, user, yes(Set.of("workflow:edit"))));
            assertThatIllegalArgumentException().isThrownBy(() -> consents.allow(state, user, yes(Set.of())));
            assertThat(PLATFORM.grants.all()).isEmpty();
        }
    }

    @Nested
    class TheTokens {

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
            assertThat(Duration.between(token.getIssuedAt(), token.getExpiresAt()))
                    .isEqualTo(Clients.ACCESS);
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
            assertThat(client.renew(clientId, third.text("refresh_token")).status())
                    .isEqualTo(200);
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
            assertThat(client.renew(clientId, given.text("refresh_token")).status())
                    .isEqualTo(200);
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

            client.post(
                    "/oauth2/revoke", Map.of("client_id", client.registered(), "token", given.text("refresh_token")));
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

    @Nested
    class AClientWithAnAddress {

        private static final String ADDRESS = "https://editor.example/oauth/client.json";

        @BeforeEach
        void nobodyHasReadItYet() {
            jdbc.sql("delete from oauth2_registered_client where client_id like 'https://%'")
                    .update();
        }

        @Test
        void itIsWhatItsAddressSays() {
            PLATFORM.grants.describe(ADDRESS, "Described editor", OAuthClient.REDIRECT);

            String state = asked(ADDRESS, Map.of());

            assertThat(consents.waiting(state, user)).hasValueSatisfying(asked -> {
                assertThat(asked.clientName()).isEqualTo("Described editor");
                assertThat(asked.hasAddress()).isTrue();
            });
            var code = OAuthClient.parameters(allowed(state, Set.of("workflow:read")))
                    .get("code");
            var given = client.trade(ADDRESS, code, Map.of());
            assertThat(given.status()).isEqualTo(200);
            assertThat(client.renew(ADDRESS, given.text("refresh_token")).status())
                    .isEqualTo(200);
        }

        @Test
        void itIsReadAgainAfterAnHourAndRememberedWhileItsAddressIsSilent() {
            PLATFORM.grants.describe(ADDRESS, "Before", OAuthClient.REDIRECT);
            asked(ADDRESS, Map.of());
            PLATFORM.grants.describe(ADDRESS, "After", OAuthClient.REDIRECT);
            assertThat(nameOf(asked(ADDRESS, Map.of()))).isEqualTo("Before");

            jdbc.sql("update oauth2_registered_client set read_until = now() - interval '1 second'")
                    .update();

            assertThat(nameOf(asked(ADDRESS, Map.of()))).isEqualTo("After");
            jdbc.sql("update oauth2_registered_client set read_until = now() - interval '1 second'")
                    .update();
            PLATFORM.grants.silence();
            assertThat(nameOf(asked(ADDRESS, Map.of()))).isEqualTo("After");
        }

        @Test
        void oneThatSaysNothingIsUnknown() {
            var unknown = browser.open(OAuthClient.question("https://nowhere.example/client.json", Map.of()));

            assertThat(unknown.statusCode()).isEqualTo(400);
        }

        @Test
        void itsAnswersGoWhereAnybodysMayGoOnly() {
            PLATFORM.grants.describe(ADDRESS + "2", "Careless", "http://editor.example/callback");

            var refused = browser.open(
                    OAuthClient.question(ADDRESS + "2", Map.of("redirect_uri", "http://editor.example/callback")));

            assertThat(refused.statusCode()).isEqualTo(400);
        }

        private String nameOf(String state) {
            return consents.waiting(state, user).orElseThrow().clientName();
        }
    }

    @Test
    void aSessionThatEndedWithItsPasswordAsksForANewOne() {
        jdbc.sql(
                        "update local_account set password_changed_at = now() + interval '1 second' where user_id = cast(:id as uuid)")
                .param("id", user)
                .update();
        browser.open("/");
        jdbc.sql(
                        "update local_account set password_changed_at = now() + interval '2 seconds' where user_id = cast(:id as uuid)")
                .param("id", user)
                .update();

        assertThat(browser.led(browser.open(OAuthClient.question(clientId, Map.of()))))
                .isEqualTo("/login");
    }

    private String asked(Map<String, String> difference) {
        return asked(clientId, difference);
    }

    /** Opens the client's question; the answer is the state under which it waits. */
    private String asked(String client, Map<String, String> difference) {
        var answer = browser.open(OAuthClient.question(client, difference));
        String led = browser.led(answer);
        assertThat(led).as("%s %s", answer.statusCode(), answer.body()).startsWith("/connect?");
        return OAuthClient.parameters(URI.create(led)).get("state");
    }

    private void assertRefused(Map<String, String> difference, String error) {
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

    private URI allowed(String state, Set<String> scopes) {
        return consents.allow(state, user, yes(scopes)).orElseThrow();
    }

    private static Yes yes(Set<String> scopes) {
        return new Yes(FakePlatform.TENANT, FakePlatform.PROJECT, false, scopes, List.of(), false);
    }

    private String code() {
        return OAuthClient.parameters(allowed(asked(Map.of()), Set.of("workflow:read")))
                .get("code");
    }

    private Reply tokens(Set<String> scopes) {
        var code = OAuthClient.parameters(allowed(asked(Map.of()), scopes)).get("code");
        var given = client.trade(clientId, code, Map.of());
        assertThat(given.status()).as("%s", given).isEqualTo(200);
        return given;
    }

    private Jwt decoded(String token) {
        var decoder = NimbusJwtDecoder.withJwkSetUri("http://127.0.0.1:" + port + "/oauth2/jwks")
                .build();
        decoder.setJwtValidator(_ -> OAuth2TokenValidatorResult.success());
        return decoder.decode(token);
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}

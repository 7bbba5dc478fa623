package dev.signalbox.console.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.signalbox.console.Browser;
import dev.signalbox.console.fake.FakePlatform;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ConsentIT extends OAuthServer {

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
}

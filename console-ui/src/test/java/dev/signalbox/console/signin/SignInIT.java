package dev.signalbox.console.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.vaadin.flow.server.WrappedHttpSession;
import dev.signalbox.console.Browser;
import dev.signalbox.console.fake.FakePlatform;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.event.AuthenticationSuccessEvent;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.web.client.RestClient;

class SignInIT extends RunningConsole {

    @Autowired
    private PlatformTokens tokens;

    @Autowired
    private Passwords passwords;

    @Autowired
    private LocalAccounts accounts;

    @Nested
    class ThePage {

        @Test
        void itIsWhereSomebodyUnknownIsSentTo() {
            var answer = browser.open("/runs");

            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/login");
        }

        @Test
        void itNeedsNoScriptAndAllowsNone() {
            var page = browser.open("/login");

            assertThat(page.body()).contains("<form method=\"post\"").doesNotContain("<script");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'");
        }

        @Test
        void theRightPasswordOpensTheConsole() {
            assertThat(browser.signIn(email, PASSWORD)).isEqualTo("/");
            assertThat(browser.open("/").statusCode()).isEqualTo(200);
        }

        @Test
        void anAddressIsTheSameInAnyCase() {
            assertThat(browser.signIn(email.toUpperCase(java.util.Locale.ROOT), PASSWORD))
                    .isEqualTo("/");
        }

        @Test
        void theSessionHasACookieOfItsOwnThatScriptsCannotRead() {
            browser.signIn(email, PASSWORD);

            assertThat(browser.cookies().getCookieStore().getCookies())
                    .filteredOn(cookie -> cookie.getName().equals("SIGNALBOX_CONSOLE"))
                    .singleElement()
                    .satisfies(cookie -> assertThat(cookie.isHttpOnly()).isTrue());
        }

        @Test
        void aWrongPasswordAndAnUnknownAddressAreRefusedAlike() {
            String wrong = browser.signIn(email, "wrong horse battery");
            String unknown = new Browser(port).signIn("nobody@acme.test", PASSWORD);

            assertThat(wrong).isEqualTo("/login?error").isEqualTo(unknown);
            assertThat(browser.open("/runs").statusCode()).isEqualTo(302);
        }

        @Test
        void aFormFromAnotherSiteIsRefused() {
            browser.open("/login");

            browser.submit("username=" + email + "&password=" + PASSWORD.replace(' ', '+'));

            assertThat(browser.open("/runs").statusCode()).isEqualTo(302);
        }
    }

    @Nested
    class ANewPassword {

        @Test
        void itEndsEverySessionThatBeganWithTheOldOne() {
            var elsewhere = new Browser(port);
            browser.signIn(email, PASSWORD);
            elsewhere.signIn(email, PASSWORD);
            assertThat(browser.open("/").statusCode()).isEqualTo(200);
            assertThat(elsewhere.open("/").statusCode()).isEqualTo(200);

            assertThat(change(PASSWORD)).isTrue();

            assertThat(browser.open("/").statusCode()).isEqualTo(302);
            assertThat(elsewhere.open("/").statusCode()).isEqualTo(302);
            assertThat(elsewhere.signIn(email, "another horse battery")).startsWith("/?");
        }

        @Test
        void itNeedsTheOldOne() {
            assertThat(change("wrong horse battery")).isFalse();
            assertThat(browser.signIn(email, PASSWORD)).isEqualTo("/");
        }

        private boolean change(String current) {
            var session = new WrappedHttpSession(new MockHttpSession());
            return passwords.change(UUID.fromString(user), current, "another horse battery", session);
        }
    }

    @Nested
    class TooManyTries {

        @Test
        void anAddressOverItsLimitAddsNoRowForEachNameItMakesUp() {
            IntStream.rangeClosed(0, SignInThrottle.PER_ADDRESS)
                    .forEach(i -> browser.signIn("made-up-" + i + "@acme.test", PASSWORD));
            long before = rows();

            assertThat(browser.signIn("made-up-again@acme.test", PASSWORD)).isEqualTo("/login?throttled");

            assertThat(rows()).isEqualTo(before);
        }

        private long rows() {
            return jdbc.sql("select count(*) from sign_in_try")
                    .query(Long.class)
                    .single();
        }

        @Test
        void afterTheFifthWrongPasswordTheRightOneIsRefusedToo() {
            IntStream.range(0, SignInThrottle.PER_PAIR).forEach(_ -> browser.signIn(email, "wrong horse battery"));

            assertThat(browser.signIn(email, PASSWORD)).isEqualTo("/login?throttled");
        }

        @Test
        void aRightPasswordForgetsTheWrongOnesBeforeIt() {
            IntStream.range(1, SignInThrottle.PER_PAIR).forEach(_ -> browser.signIn(email, "wrong horse battery"));
            assertThat(browser.signIn(email, PASSWORD)).isEqualTo("/");

            assertThat(new Browser(port).signIn(email, "wrong horse battery")).isEqualTo("/login?error");
        }

        @Test
        void afterAQuarterOfAnHourItBeginsAnew() {
            IntStream.rangeClosed(0, SignInThrottle.PER_PAIR)
                    .forEach(_ -> browser.signIn(email, "wrong horse battery"));
            jdbc.sql("update sign_in_try set since = since - interval '16 minutes'")
                    .update();

            assertThat(browser.signIn(email, PASSWORD)).isEqualTo("/");
        }

        @Test
        void whatIsTypedIsNotKept() {
            browser.signIn("my-secret-typed-into-the-wrong-field", PASSWORD);

            assertThat(jdbc.sql("select subject from sign_in_try")
                            .query(String.class)
                            .list())
                    .allMatch(subject -> subject.matches("[0-9a-f]{64}"));
        }
    }

    @Nested
    class AReportToThePlatform {

        @Test
        void itSaysWhoSignedIn() {
            browser.signIn(email, PASSWORD);

            awaitReport(user, "succeeded");
        }

        @Test
        void itSaysWhoseAccountWasTried() {
            browser.signIn(email, "wrong horse battery");

            awaitReport(user, "failed");
        }

        @Test
        void itSaysWhoWasRefusedUnseen() {
            IntStream.rangeClosed(0, SignInThrottle.PER_PAIR)
                    .forEach(_ -> browser.signIn(email, "wrong horse battery"));

            awaitReport(user, "throttled");
        }

        @Test
        void itDoesNotRepeatWhatSomebodyUnknownTyped() {
            int before = PLATFORM.signIns().size();

            browser.signIn("my-secret-typed-into-the-wrong-field", PASSWORD);

            await().until(() -> PLATFORM.signIns().size() > before);
            assertThat(PLATFORM.signIns().getLast().path("result").asString()).isEqualTo("failed");
            assertThat(PLATFORM.signIns()).noneMatch(report -> report.toString().contains("my-secret"));
        }

        @Test
        void aPlatformThatIsAwayDoesNotKeepAnybodyOut() throws InterruptedException {
            var nowhere = new SigninSettings(
                    new SigninSettings.Signin("http://127.0.0.1:8090"),
                    "platform-api",
                    new SigninSettings.Service(FakePlatform.SERVICE_SECRET),
                    new SigninSettings.Platform(URI.create("http://127.0.0.1:9")));
            var reports = new SignInReports(RestClient.builder(), nowhere, accounts);

            reports.onSuccess(new AuthenticationSuccessEvent(
                    UsernamePasswordAuthenticationToken.authenticated(user, null, List.of())));
            reports.destroy();

            assertThat(browser.signIn(email, PASSWORD)).isEqualTo("/");
        }

        private void awaitReport(String of, String result) {
            await().untilAsserted(() -> assertThat(PLATFORM.signIns()).anySatisfy(report -> {
                assertThat(report.path("user_id").asString("")).isEqualTo(of);
                assertThat(report.path("result").asString()).isEqualTo(result);
                assertThat(report.path("address").asString()).isEqualTo("127.0.0.1");
            }));
        }
    }

    @Nested
    class AUserFromAService {

        @Test
        void creatingAgainChangesNothing() {
            var again = create(user, email, "another horse battery");

            assertThat(again.statusCode()).isEqualTo(200);
            assertThat(browser.signIn(email, PASSWORD)).isEqualTo("/");
        }

        @Test
        void anotherUserCannotTakeAnAddressOver() {
            assertThat(create(UUID.randomUUID().toString(), email, PASSWORD).statusCode())
                    .isEqualTo(409);
        }

        @Test
        void withoutTheSecretNothingIsMade() {
            String body = json(UUID.randomUUID().toString(), "new@acme.test", PASSWORD);

            assertThat(browser.post("/internal/signin-users", "Service wrong", body)
                            .statusCode())
                    .isEqualTo(401);
            assertThat(browser.post("/internal/signin-users", "Bearer " + FakePlatform.SERVICE_SECRET, body)
                            .statusCode())
                    .isEqualTo(401);
        }

        @Test
        void aShortOrOverlongPasswordIsRefused() {
            assertThat(create(UUID.randomUUID().toString(), "a@acme.test", "short")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(create(UUID.randomUUID().toString(), "a@acme.test", "x".repeat(73))
                            .statusCode())
                    .isEqualTo(400);
        }

        @Test
        void thePasswordIsKeptAsAHashOnly() {
            assertThat(jdbc.sql("select password_hash from local_account")
                            .query(String.class)
                            .list())
                    .isNotEmpty()
                    .allMatch(hash -> hash.startsWith("$2"));
        }
    }

    @Nested
    class ATokenForThePlatform {

        @Test
        void itIsSignedByThePublishedKeyForOneUserTenantAndProject() {
            var proved = java.time.Instant.parse("2026-11-01T10:00:00Z");
            Jwt token = decoder()
                    .decode(tokens.sign(user, FakePlatform.TENANT, FakePlatform.PROJECT, proved)
                            .value());

            assertThat(token.getSubject()).isEqualTo(user);
            assertThat(token.getAudience()).containsExactly("platform-api");
            assertThat(token.getClaimAsString("iss")).isEqualTo("http://127.0.0.1:8090");
            assertThat(token.getClaimAsString("tenant")).isEqualTo(FakePlatform.TENANT);
            assertThat(token.getClaimAsString("project")).isEqualTo(FakePlatform.PROJECT);
            assertThat(token.getClaimAsString("scope")).isEqualTo("console");
            assertThat(token.getClaimAsInstant("auth_time")).isEqualTo(proved);
            assertThat(java.time.Duration.between(token.getIssuedAt(), token.getExpiresAt()))
                    .isEqualTo(PlatformTokens.LIFE);
        }

        @Test
        void theKeyOutlivesARestart() throws Exception {
            String published = browser.open("/oauth2/jwks").body();

            assertThat(published).contains(keyIdAfterRestart(FakePlatform.SERVICE_SECRET));
        }

        @Test
        void neitherTheAddressNorTheSchemaGivesThePrivateKeyAway() {
            assertThat(browser.open("/oauth2/jwks").body())
                    .contains("\"kty\":\"RSA\"")
                    .doesNotContain("\"d\":");
            assertThat(jdbc.sql("select jwk from signing_key")
                            .query(String.class)
                            .single())
                    .doesNotContain("kty");
        }

        @Test
        void aNewServiceSecretBringsANewKey() throws Exception {
            String kept =
                    jdbc.sql("select jwk from signing_key").query(String.class).single();

            assertThat(browser.open("/oauth2/jwks").body())
                    .doesNotContain(keyIdAfterRestart("another-service-secret-of-32-signs"));

            jdbc.sql("update signing_key set jwk = :kept").param("kept", kept).update();
        }

        private String keyIdAfterRestart(String secret) throws Exception {
            var settings = new SigninSettings(
                    new SigninSettings.Signin("http://127.0.0.1:8090"),
                    "platform-api",
                    new SigninSettings.Service(secret),
                    new SigninSettings.Platform(PLATFORM.url()));
            return new SigningKeys()
                    .signingKeySource(jdbc, settings)
                    .get(new JWKSelector(new JWKMatcher.Builder().build()), null)
                    .getFirst()
                    .getKeyID();
        }

        private NimbusJwtDecoder decoder() {
            return NimbusJwtDecoder.withJwkSetUri("http://127.0.0.1:" + port + "/oauth2/jwks")
                    .build();
        }
    }
}

package dev.signalbox.console.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.console.Browser;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** An invitation's link, from opening it to being a member who can sign in. */
class JoinIT extends RunningConsole {

    private static final String CHOSEN = "new horse battery staple";

    private final String token = "inv_" + UUID.randomUUID();
    private final String page = "/join/" + token;
    private final String newcomer = UUID.randomUUID() + "@acme.test";

    @Nested
    class SomebodyNew {

        @BeforeEach
        void isInvited() {
            PLATFORM.invitations.open(token, newcomer);
        }

        @Test
        void readsWhoInvitesThemWhereToAndAsWhat() {
            assertThat(browser.open(page).body())
                    .contains("Ada Bright invites you to work in Acme &amp; Sons as an admin")
                    .contains("in the project Production as a contributor")
                    .contains(newcomer);
        }

        @Test
        void choosesAPasswordAndSignsInWithIt() {
            assertThat(browser.led(choose(CHOSEN, CHOSEN))).isEqualTo("/login?joined");

            assertThat(browser.open("/runs").statusCode()).isEqualTo(302);
            assertThat(browser.signIn(newcomer, CHOSEN)).startsWith("/");
            assertThat(browser.open("/").statusCode()).isEqualTo(200);
            assertThat(PLATFORM.invitations.joined(accountOf(newcomer))).hasValue(newcomer);
        }

        @Test
        void joinsByNoNumberOfLooks() {
            IntStream.range(0, 3).forEach(_ -> browser.open(page));

            assertThat(PLATFORM.invitations.joined()).isZero();
            assertThat(browser.open(page).statusCode()).isEqualTo(200);
        }

        @Test
        void isToldWhatIsWrongWithAPasswordAndLosesNothing() {
            var tooShort = choose("short", "short");
            var different = choose(CHOSEN, CHOSEN + "?");

            assertThat(tooShort.statusCode()).isEqualTo(400);
            assertThat(tooShort.body()).contains("at least 12 characters", "value=\"Katherine &lt;K&gt;\"");
            assertThat(different.body()).contains("The two passwords differ");
            assertThat(PLATFORM.invitations.joined()).isZero();
        }

        @Test
        void whoseAnswerWasLostChoosesAPasswordWithTheSameLink() {
            PLATFORM.invitations.loseAnswers();
            assertThat(choose(CHOSEN, CHOSEN).statusCode()).isEqualTo(503);

            assertThat(browser.open(page).body()).contains("Only your password is missing", newcomer);
            assertThat(browser.led(choose("another horse battery", "another horse battery")))
                    .isEqualTo("/login?joined");

            assertThat(browser.signIn(newcomer, "another horse battery")).startsWith("/");
            assertThat(browser.open(page).statusCode()).isEqualTo(410);
        }

        @Test
        void isNotJoinedByAFormFromAnotherSite() {
            browser.open(page);

            browser.fillIn("/join/inv_of-no-use", page, Map.of("name", "K", "password", CHOSEN, "again", CHOSEN));

            assertThat(PLATFORM.invitations.joined()).isZero();
        }

        private HttpResponse<String> choose(String password, String again) {
            return browser.fillIn(page, page, Map.of("name", "Katherine <K>", "password", password, "again", again));
        }
    }

    @Nested
    class SomebodyWithAnAccount {

        @BeforeEach
        void isInvited() {
            PLATFORM.invitations.open(token, email);
        }

        @Test
        void signsInFirstAndThenAccepts() {
            assertThat(browser.open(page).body()).contains("Sign in to accept").doesNotContain("<form");
            assertThat(browser.signIn(email, PASSWORD)).startsWith(page);
            assertThat(PLATFORM.invitations.joined()).isZero();

            assertThat(browser.led(accept())).isEqualTo("/");

            assertThat(PLATFORM.invitations.joined(user)).hasValue(email);
        }

        @Test
        void isNotJoinedByWhoeverHoldsTheLink() {
            var form = Map.of("name", "Mallory", "password", CHOSEN, "again", CHOSEN);

            browser.fillIn("/login", page, form);
            browser.fillIn("/login", page + "/accept", Map.of());

            assertThat(PLATFORM.invitations.joined()).isZero();
            assertThat(browser.signIn(email, PASSWORD)).startsWith("/");
        }

        @Test
        void isNotJoinedByWhoeverElseIsSignedIn() {
            create(UUID.randomUUID().toString(), newcomer, PASSWORD);
            browser.signIn(newcomer, PASSWORD);

            assertThat(browser.open(page).body()).contains("for <strong>" + email, "as <strong>" + newcomer);
            browser.fillIn(page, page + "/accept", Map.of());
            assertThat(PLATFORM.invitations.joined()).isZero();

            assertThat(browser.led(browser.fillIn(page, page + "/leave", Map.of())))
                    .isEqualTo(page);
            assertThat(browser.open(page).body()).contains("Sign in to accept");
        }

        @Test
        void acceptsInNoSessionThatANewPasswordHasEnded() {
            browser.signIn(email, PASSWORD);
            browser.open(page);
            jdbc.sql("update local_account set password_changed_at = now() where user_id = :id")
                    .param("id", UUID.fromString(user))
                    .update();

            assertThat(browser.open(page).body()).contains("Sign in to accept");
        }

        private HttpResponse<String> accept() {
            return browser.fillIn(page, page + "/accept", Map.of());
        }
    }

    @Nested
    class ALinkThatIsOfNoUse {

        @Test
        void saysSoOnOnePageWhateverTheReason() {
            PLATFORM.invitations.open(token, newcomer);
            PLATFORM.invitations.close(token);

            var pages = List.of(
                    browser.open(page), browser.open("/join/inv_never-was"), browser.open("/join/" + "x".repeat(300)));

            assertThat(pages).allSatisfy(answer -> {
                assertThat(answer.statusCode()).isEqualTo(410);
                assertThat(answer.body())
                        .contains("This link leads nowhere")
                        .isEqualTo(pages.getFirst().body());
            });
        }

        @Test
        void joinsNobody() {
            browser.fillIn("/login", page, Map.of("name", "K", "password", CHOSEN, "again", CHOSEN));

            assertThat(new Browser(port).signIn(newcomer, CHOSEN)).isEqualTo("/login?error");
        }
    }

    @Test
    void thePageNeedsNoScriptAllowsNoneAndKeepsItsAddressToItself() {
        PLATFORM.invitations.open(token, newcomer);

        var answer = browser.open(page);

        assertThat(answer.body()).doesNotContain("<script");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'");
        assertThat(answer.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    }

    private String accountOf(String address) {
        return jdbc.sql("select user_id::text from local_account where email = :email")
                .param("email", address)
                .query(String.class)
                .single();
    }
}

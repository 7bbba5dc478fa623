package dev.signalbox.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A person at the console, in a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConsoleStoryIT {

    private static final String EMAIL = "owner@signalbox.test";
    private static final String PASSWORD = "a password for one test";
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    private final Installation installation = Installation.shared();
    private ChromiumBrowser chromium;
    private Page page;

    @BeforeAll
    void givePersonASignIn() throws Exception {
        var made = installation.consoleAsService().post("/internal/signin-users", """
                {"user_id": "%s", "email": "%s", "password": "%s"}
                """.formatted(
                        installation.userId(), EMAIL, PASSWORD));
        assertThat(made.status()).as("%s", made).isIn(200, 201);
        Connectors.addHttp(installation.owner());
        chromium = ChromiumBrowser.start();
    }

    @AfterAll
    void closeTheBrowser() {
        chromium.close();
    }

    @BeforeEach
    void signIn() {
        page = chromium.page();
        page.navigate(installation.ports().address(Port.CONSOLE).toString());
        page.getByLabel("E-mail").fill(EMAIL);
        page.getByLabel("Password").fill(PASSWORD);
        ChromiumBrowser.screenshot(page, "sign-in");
        page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
        assertThat(page).hasTitle(Pattern.compile("Signalbox"));
    }

    @Test
    void aRunIsStartedWatchedApprovedAndCompleted() throws Exception {
        var workflow = new Workflows(installation.owner())
                .publish("Approved in the console", installation.demo("approve.json"));
        ChromiumBrowser.screenshot(page, "command-centre");

        open("/workflows/" + workflow + "/start");
        page.getByRole(AriaRole.BUTTON, named("Start run")).click();
        assertThat(page.locator(".sb-badge").getByText("Waits for a person").first())
                .isVisible();
        ChromiumBrowser.screenshot(page, "run-waits");

        page.getByText("Answer it in the inbox").click();
        page.getByLabel("Comment").first().fill("Looks good to me");
        ChromiumBrowser.screenshot(page, "inbox");
        page.getByRole(AriaRole.BUTTON, named("Approve")).first().click();
        assertThat(page.getByText("Approved. The run goes on.")).isVisible();

        open("/runs");
        page.getByText("Approved in the console").first().click();
        page.waitForURL(Pattern.compile(".*/workflows/.*/runs/.*"));
        assertThat(page.locator(".sb-badge").getByText("Completed").first()).isVisible();
        ChromiumBrowser.screenshot(page, "run-completed");
        page.setViewportSize(390, 844);
        ChromiumBrowser.screenshot(page, "run-completed-phone");
    }

    @Test
    void aTokenRevokedInTheConsoleStopsWorkingWithinASecond() throws Exception {
        var pat = installation.owner().post("/v1/pats", """
                {"display_name": "Lost laptop", "scopes": ["workflow:read", "mcp:execute"], "expires_in_days": 1}
                """);
        var rest = installation.platform(pat.text("token"));
        var mcp = installation.mcp(pat.text("token"));
        assertThat(rest.get("/v1/me").status()).isEqualTo(200);
        assertThat(mcp.post("/mcp", RevocationIT.INITIALIZE).status()).isEqualTo(200);

        open("/tokens");
        ChromiumBrowser.screenshot(page, "tokens");
        page.locator(".sb-token-row", new Page.LocatorOptions().setHasText("Lost laptop"))
                .getByText("Revoke…")
                .click();
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Revoke").setExact(true))
                .click();
        assertThat(page.getByText("“Lost laptop” is revoked.")).isVisible();

        assertThat(Await.value(ONE_SECOND, () -> rest.get("/v1/me").status(), status -> status == 401))
                .isEqualTo(401);
        assertThat(Await.value(
                        ONE_SECOND,
                        () -> mcp.post("/mcp", RevocationIT.INITIALIZE).status(),
                        status -> status == 401))
                .isEqualTo(401);
    }

    @Test
    void anInvitedPersonChoosesAPasswordAndSeesTheWorkspace() {
        open("/members");
        page.getByRole(AriaRole.BUTTON, named("Invite")).click();
        page.getByLabel("E-mail").fill("katherine@signalbox.test");
        page.getByRole(AriaRole.BUTTON, named("Make the link")).click();
        var link = page.locator(".sb-secret code").textContent();
        ChromiumBrowser.screenshot(page, "invitation");

        var newcomer = chromium.page();
        newcomer.navigate(link);
        assertThat(newcomer.getByText("Olga Owner invites you to work in Test as a member."))
                .isVisible();
        newcomer.getByLabel("Your name").fill("Katherine");
        newcomer.getByLabel("Choose a password").fill(PASSWORD);
        newcomer.getByLabel("The same again").fill(PASSWORD);
        ChromiumBrowser.screenshot(newcomer, "join");
        newcomer.getByRole(AriaRole.BUTTON, named("Accept the invitation")).click();

        newcomer.getByLabel("E-mail").fill("katherine@signalbox.test");
        newcomer.getByLabel("Password").fill(PASSWORD);
        newcomer.getByRole(AriaRole.BUTTON, named("Sign in")).click();
        assertThat(newcomer.locator(".sb-place")).containsText("Test");
        newcomer.navigate(page.url());
        assertThat(newcomer.getByText("Katherine (you)")).isVisible();
        assertThat(newcomer.getByRole(AriaRole.BUTTON, named("Invite"))).isHidden();
        ChromiumBrowser.screenshot(newcomer, "members-as-a-member");

        newcomer.navigate(link);
        assertThat(newcomer.getByText("This link leads nowhere")).isVisible();
    }

    private void open(String path) {
        page.navigate(installation.ports().address(Port.CONSOLE).resolve(path).toString());
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}

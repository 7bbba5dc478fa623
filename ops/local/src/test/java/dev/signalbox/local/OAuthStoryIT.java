package dev.signalbox.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** A client that knows an address and nothing else, a person in a real browser, and three processes between them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OAuthStoryIT {

    private static final String EMAIL = "owner@signalbox.test";
    private static final String PASSWORD = "a password for one test";
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);

    private final Installation installation = Installation.shared();
    private ChromiumBrowser chromium;

    @BeforeAll
    void givePersonASignIn() throws Exception {
        var made = installation.consoleAsService().post("/internal/signin-users", """
                {"user_id": "%s", "email": "%s", "password": "%s"}
                """.formatted(
                        installation.userId(), EMAIL, PASSWORD));
        assertThat(made.status()).as("%s", made).isIn(200, 201);
        chromium = ChromiumBrowser.start();
    }

    @AfterAll
    void closeTheBrowser() {
        chromium.close();
    }

    @Test
    void aClientIsConnectedNarrowedUsedAndTakenBack() throws Exception {
        try (var client = story()) {
            var page = signedIn(client.next().path("open").asString());
            assertThat(page.getByRole(AriaRole.HEADING, level1())).hasText("Let “Story editor” work for you?");
            show(page);

            page.getByLabel("Change drafts and publish versions").uncheck();
            page.getByLabel("Start, pause, resume and stop runs").uncheck();
            page.getByLabel("Answer what waits").uncheck();
            page.getByRole(AriaRole.BUTTON, named("Allow")).click();
            page.waitForURL(Pattern.compile(".*/callback.*"));

            var answered = client.next().path("answered");
            assertThat(answered.path("iss").asString())
                    .isEqualTo(installation.ports().address(Port.CONSOLE).toString());
            var worked = client.next();
            assertThat(worked.path("scope").asString().split(" "))
                    .contains("analytics:read", "task:read", "workflow:read")
                    .doesNotContain("workflow:edit", "workflow:run", "task:complete");
            assertThat(worked.path("tools").valueStream().map(JsonNode::asString))
                    .contains("workflows_list", "runs_get_summary", "tasks_list_pending", "whoami")
                    .doesNotContain("workflows_create", "workflows_execute_command", "tasks_complete")
                    .containsExactlyElementsOf(
                            toolsOfATokenWith(worked.path("scope").asString()));
            assertThat(worked.path("called").asBoolean()).isTrue();
            assertThat(worked.path("renewed").asBoolean()).isTrue();
            assertThat(worked.path("afterwards").asBoolean()).isTrue();

            var mcp = installation.mcp(worked.path("token").asString());
            assertThat(mcp.post("/mcp", RevocationIT.INITIALIZE).status()).isEqualTo(200);
            assertThat(installation
                            .platform(worked.path("token").asString())
                            .get("/v1/me")
                            .status())
                    .isEqualTo(401);

            disconnect(page);
            assertThat(Await.value(
                            ONE_SECOND,
                            () -> mcp.post("/mcp", RevocationIT.INITIALIZE).status(),
                            status -> status == 401))
                    .isEqualTo(401);
            client.goOn();
            assertThat(client.next().at("/renewal/error").asString()).isEqualTo("invalid_grant");
        }
    }

    @Test
    void whoSaysNoIsAskedNothingMoreAndTheClientHearsIt() throws Exception {
        try (var client = story()) {
            var page = signedIn(client.next().path("open").asString());

            page.getByRole(AriaRole.BUTTON, named("Deny")).click();

            var answered = client.next().path("answered");
            assertThat(answered.path("error").asString()).isEqualTo("access_denied");
            assertThat(answered.path("state").asString()).isEqualTo("only the client knows");
        }
    }

    /** The measure of what a grant opens: a personal token with the same scopes. */
    private List<String> toolsOfATokenWith(String scopes) throws Exception {
        var pat = installation
                .owner()
                .post("/v1/pats", """
                {"display_name": "Measure", "scopes": ["%s"], "expires_in_days": 1}
                """.formatted(scopes.replace(" ", "\", \"")))
                .text("token");
        var transport = HttpClientStreamableHttpTransport.builder(
                        installation.ports().address(Port.MCP).toString())
                .endpoint("/mcp")
                .addHttpRequestCustomizer((request, _, _, _, _) -> request.setHeader("Authorization", "Bearer " + pat))
                .build();
        try (var client = McpClient.sync(transport).build()) {
            client.initialize();
            return client.listTools().tools().stream().map(McpSchema.Tool::name).toList();
        }
    }

    private NodeTalk story() throws Exception {
        return NodeStory.begin(
                "oauth.mjs",
                Map.of("MCP_URL", installation.ports().address(Port.MCP) + "/mcp", "CALL", "workflows_list"));
    }

    private Page signedIn(String question) {
        var page = chromium.page();
        page.navigate(question);
        page.getByLabel("E-mail").fill(EMAIL);
        page.getByLabel("Password").fill(PASSWORD);
        page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
        page.waitForURL(Pattern.compile(".*/connect.*"));
        return page;
    }

    private void disconnect(Page page) {
        page.navigate(
                installation.ports().address(Port.CONSOLE).resolve("/clients").toString());
        ChromiumBrowser.screenshot(page, "connected-clients");
        page.locator(".sb-client-row", new Page.LocatorOptions().setHasText("Story editor"))
                .getByText("Revoke…")
                .click();
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName("Revoke").setExact(true))
                .click();
        assertThat(page.getByText("“Story editor” is disconnected.")).isVisible();
    }

    private static void show(Page page) {
        for (var scheme : new ColorScheme[] {ColorScheme.LIGHT, ColorScheme.DARK}) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (int width : new int[] {1440, 390}) {
                page.setViewportSize(width, 900);
                ChromiumBrowser.screenshot(
                        page, "consent-%s-%d".formatted(scheme, width).toLowerCase(Locale.ROOT));
            }
        }
        page.setViewportSize(1280, 800);
    }

    private static Page.GetByRoleOptions level1() {
        return new Page.GetByRoleOptions().setLevel(1);
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}

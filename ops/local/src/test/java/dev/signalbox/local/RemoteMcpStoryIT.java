package dev.signalbox.local;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tools of servers that others run: the reference server in a workflow, and our own over the whole of OAuth. */
class RemoteMcpStoryIT {

    private static final String EMAIL = "owner@signalbox.test";
    private static final String PASSWORD = "a password for one test";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Installation installation = Installation.shared();
    private final Caller owner = installation.owner();

    @Test
    void aServerNobodyHereWroteWorksInAWorkflow() throws Exception {
        try (var everything = EverythingServer.start()) {
            var instance = instance("Everything", "{\"url\": \"%s\"}".formatted(everything.url()));

            var tools = owner.get("/v1/mcp/instances/%s/tools".formatted(instance))
                    .body()
                    .path("items");
            assertThat(tools.valueStream().map(tool -> tool.path("name").asString()))
                    .contains("echo", "get_sum", "get_structured_content", "trigger_long_running_operation");
            var reviews = owner.get("/v1/mcp/instances/%s/tool-reviews".formatted(instance))
                    .body()
                    .path("items");
            assertThat(reviews).as("%s", reviews).isEmpty();

            var graph = JsonHttp.JSON.readTree("""
                    {"steps": [
                    {"id": "sum", "name": "Add", "type": "mcp_call", "instance_id": "%1$s", "tool_name": "get_sum",
                     "tool_args": {"a": 20, "b": 22}},
                    {"id": "weather", "name": "Ask", "type": "mcp_call", "instance_id": "%1$s", "depends_on": ["sum"],
                     "tool_name": "get_structured_content", "tool_args": {"location": "New York"}},
                    {"id": "slow", "name": "Wait", "type": "mcp_call", "instance_id": "%1$s", "depends_on": ["weather"],
                     "tool_name": "trigger_long_running_operation", "tool_args": {"duration": 0.2, "steps": 2}}]}
                    """.formatted(instance));
            var workflows = new Workflows(owner);
            var workflow = workflows.publish("Remote tools", graph);
            var run = workflows.start(workflow, UUID.randomUUID().toString(), "{}");
            var end = workflows.awaitEnd(workflow, run, PATIENCE);

            assertThat(end.path("status").asString()).as("%s", end).isEqualTo("completed");
            var results = owner.get("/v1/workflows/%s/runs/%s/context".formatted(workflow, run))
                    .body();
            assertThat(results.at("/steps/sum/result/text").asString())
                    .as("%s", results)
                    .contains("42");
            assertThat(results.at("/steps/weather/result/structured/temperature")
                            .isNumber())
                    .as("%s", results)
                    .isTrue();
            assertThat(results.at("/steps/slow/result/text").asString())
                    .as("%s", results)
                    .contains("completed");
        }
    }

    @Test
    void anAccountAtOurOwnServerIsConnectedUsedAndTakenBack() throws Exception {
        var instance = instance(
                "Signalbox itself",
                "{\"url\": \"%s/mcp\", \"prefix\": \"own_\", \"tools\": [\"whoami\"]}"
                        .formatted(installation.ports().address(Port.MCP)));
        var link = post("/v1/connected-accounts/authorization-link", """
                {"instance_id": "%s", "identifier": "ada"}
                """.formatted(instance), 201);
        var account = link.path("connected_account_id").asString();
        assertThat(state(account)).isEqualTo("PENDING_AUTH");

        var code = consented(link.path("link").asString());
        assertThat(state(account)).isEqualTo("PENDING_VERIFICATION");
        var verified = post("/v1/connected-accounts/verify", """
                {"connected_account_id": "%s", "verification_code": "%s"}
                """.formatted(account, code), 200);
        assertThat(verified.path("state").asString()).isEqualTo("ACTIVE");

        var tools = owner.get("/v1/connected-accounts/tools?identifier=ada&instance_id=" + instance)
                .body()
                .path("items");
        assertThat(tools.valueStream().map(tool -> tool.path("name").asString()))
                .containsExactly("own_whoami");
        var executed = execute(instance, 200);
        assertThat(executed.path("outcome").asString()).as("%s", executed).isEqualTo("success");
        assertThat(executed.at("/result/structured/user_id").asString())
                .as("%s", executed)
                .isEqualTo(installation.userId());

        for (var grant : owner.get("/v1/grants").body().path("items")) {
            if (grant.toString().contains("\"Signalbox\"")) {
                owner.delete("/v1/grants/" + grant.path("id").asString());
            }
        }
        var refused = execute(instance, 200);
        assertThat(refused.path("outcome").asString()).as("%s", refused).isEqualTo("failure");
        assertThat(refused.path("message").asString()).contains("Connect the account again");
        assertThat(state(account)).isEqualTo("EXPIRED");
    }

    private String instance(String name, String settings) throws IOException, InterruptedException {
        var made = owner.post("/v1/mcp/instances", """
                {"connector_id": "remote-mcp", "name": "%s", "settings": %s}
                """.formatted(name, settings));
        assertThat(made.status()).as("%s", made).isEqualTo(201);
        if (name.equals("Everything")) {
            var check = owner.post("/v1/mcp/instances/%s/validate".formatted(made.text("id")), "{}");
            assertThat(check.body().path("valid").asBoolean()).as("%s", check).isTrue();
        }
        return made.text("id");
    }

    private JsonNode execute(String instance, int status) throws IOException, InterruptedException {
        return post("/v1/connected-accounts/execute-tool", """
                {"instance_id": "%s", "identifier": "ada", "tool_name": "own_whoami", "tool_input": {}}
                """.formatted(instance), status);
    }

    private JsonNode post(String path, String body, int status) throws IOException, InterruptedException {
        var answer = owner.post(path, body);
        assertThat(answer.status()).as("%s", answer).isEqualTo(status);
        return answer.body();
    }

    private String state(String account) throws IOException, InterruptedException {
        return owner.get("/v1/connected-accounts/" + account).text("state");
    }

    /** The person signs in, agrees, and is shown the code that verifies. */
    private String consented(String link) throws IOException, InterruptedException {
        var made = installation.consoleAsService().post("/internal/signin-users", """
                {"user_id": "%s", "email": "%s", "password": "%s"}
                """.formatted(
                        installation.userId(), EMAIL, PASSWORD));
        assertThat(made.status()).as("%s", made).isIn(200, 201);
        try (var chromium = ChromiumBrowser.start()) {
            var page = chromium.page();
            page.navigate(link);
            page.getByLabel("E-mail").fill(EMAIL);
            page.getByLabel("Password").fill(PASSWORD);
            page.getByRole(AriaRole.BUTTON, named("Sign in")).click();
            page.waitForURL(Pattern.compile(".*/connect.*"));
            page.getByRole(AriaRole.BUTTON, named("Allow")).click();
            page.waitForURL(Pattern.compile(".*/v1/oauth/callback.*"));
            assertThat(page.getByRole(AriaRole.HEADING)).hasText("Almost done");
            ChromiumBrowser.screenshot(page, "account-connected");
            return page.locator("p").textContent().replaceFirst(".*: ", "").strip();
        }
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name);
    }
}

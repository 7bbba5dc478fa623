package dev.signalbox.platform.connected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.connectors.TestMcpServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.EntityExchangeResult;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;

/** A tenant with an instance of a server that one has to sign in for, and the steps of connecting an account there. */
abstract class AccountStory extends ApiTest {

    static final String DOOR_PATH = "/v1/oauth/callback/";

    final TestMcpServer server = new TestMcpServer();
    TestTenant tenant;
    WebTestClient client;
    String instance;

    @BeforeEach
    void configure() {
        server.guarded = true;
        tenant = tenants.aTenant();
        client = as(tenant.token());
        instance = body(post(client, "/v1/mcp/instances", """
                        {"connector_id": "remote-mcp", "name": "Remote", "settings": %s}
                        """.formatted(server.settings()))
                        .expectStatus()
                        .isCreated())
                .path("id")
                .asString();
    }

    @AfterEach
    void stop() {
        server.refreshMayEnd.countDown();
        server.close();
    }

    static ResponseSpec post(WebTestClient who, String path, String body) {
        return who.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .bodyValue(body)
                .exchange();
    }

    JsonNode link(String identifier) {
        return body(post(client, "/v1/connected-accounts/authorization-link", """
                        {"connector": "remote-mcp", "identifier": "%s"}
                        """.formatted(identifier))
                .expectStatus()
                .isCreated());
    }

    /** What the person's browser does after a yes. */
    EntityExchangeResult<String> comeBack(Map<String, String> query) {
        return comeBack(DOOR_PATH + door(server.origin()), query);
    }

    EntityExchangeResult<String> comeBack(String path, Map<String, String> query) {
        return anonymous()
                .get()
                .uri(address -> {
                    address.path(path);
                    query.keySet().forEach(name -> address.queryParam(name, "{" + name + "}"));
                    return address.build(query);
                })
                .exchange()
                .expectBody(String.class)
                .returnResult();
    }

    String code(EntityExchangeResult<String> page) {
        assertThat(page.getStatus().value()).as(page.getResponseBody()).isEqualTo(200);
        return Objects.requireNonNull(page.getResponseBody()).replaceAll("(?s).*nobody else: ([\\w-]+).*", "$1");
    }

    ResponseSpec verify(WebTestClient who, String account, String code) {
        return post(who, "/v1/connected-accounts/verify", """
                {"connected_account_id": "%s", "verification_code": "%s"}
                """.formatted(account, code));
    }

    /** From the link to an account that works. */
    String connected(String identifier) {
        var link = link(identifier);
        var account = link.path("connected_account_id").asString();
        var code = code(comeBack(server.consent(address(link))));
        verify(client, account, code).expectStatus().isOk();
        return account;
    }

    static URI address(JsonNode link) {
        return URI.create(link.path("link").asString());
    }

    ResponseSpec execute(WebTestClient who, String whose) {
        return post(who, "/v1/connected-accounts/execute-tool", """
                {"connector": "remote-mcp", "tool_name": "whose", "tool_input": {}%s}
                """.formatted(whose));
    }

    /** Whose token the remote server saw. */
    String seen(String whose) {
        var executed = body(execute(client, whose).expectStatus().isOk());
        assertThat(executed.path("outcome").asString()).as("%s", executed).isEqualTo("success");
        return executed.path("result").path("text").asString();
    }

    /** How a call ended that could not be made. */
    JsonNode failure(String whose) {
        var executed = body(execute(client, whose).expectStatus().isOk());
        assertThat(executed.path("outcome").asString()).as("%s", executed).isEqualTo("failure");
        return executed;
    }

    JsonNode account(String id) {
        return body(client.get()
                .uri("/v1/connected-accounts/{id}", id)
                .exchange()
                .expectStatus()
                .isOk());
    }

    /** The address that is this server's alone. */
    static String door(String issuer) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(issuer.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().encodeToString(hash).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    static String query(URI link, String name) {
        return String.valueOf(
                UriComponentsBuilder.fromUri(link).build(true).getQueryParams().getFirst(name));
    }

    /** Time passes faster in a test. */
    static void sql(String statement, String account) {
        try (var connection = database().admin().open();
                var update = connection.prepareStatement(statement)) {
            update.setObject(1, java.util.UUID.fromString(account));
            update.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static long count(String query) {
        try (var connection = database().admin().open();
                var rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static void hasEnded(String account) {
        sql("update connected_account set expires_at = now() - interval '1 second' where account_id = ?", account);
    }

    static void endsSoon(String account) {
        sql("update connected_account set expires_at = now() + interval '1 minute' where account_id = ?", account);
    }
}

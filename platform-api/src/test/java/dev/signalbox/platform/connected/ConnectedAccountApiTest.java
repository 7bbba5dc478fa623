package dev.signalbox.platform.connected;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.access.Scope;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectedAccountApiTest extends AccountStory {

    @Test
    void anAccountIsConnectedVerifiedAndUsed() {
        var link = link("ada");
        var account = link.path("connected_account_id").asString();
        var address = address(link);
        assertThat(address.toString()).startsWith(server.origin() + "/authorize?");
        assertThat(query(address, "code_challenge_method")).isEqualTo("S256");
        assertThat(query(address, "resource")).contains("%2Fmcp");
        assertThat(query(address, "scope")).isEqualTo("read");
        assertThat(account(account).path("state").asString()).isEqualTo("PENDING_AUTH");

        var code = code(comeBack(server.consent(address)));
        assertThat(account(account).path("state").asString()).isEqualTo("PENDING_VERIFICATION");
        execute(client, ", \"identifier\": \"ada\"").expectStatus().isEqualTo(409);
        execute(client, ", \"connected_account_id\": \"%s\"".formatted(account))
                .expectStatus()
                .isEqualTo(409);

        verify(client, account, code)
                .expectStatus()
                .isOk()
                .expectBody()
                .jsonPath("$.state")
                .isEqualTo("ACTIVE");

        assertThat(seen(", \"identifier\": \"ada\"")).isEqualTo("caller 2");
        client.get()
                .uri("/v1/connected-accounts/tools?connector=remote-mcp&identifier=ada")
                .exchange()
                .expectBody()
                .jsonPath("$.items[0].name")
                .isEqualTo("whose");
        assertThat(count("select count(*) from vault_value where sealed like '%access-%' or sealed like '%refresh-%'"))
                .isZero();
    }

    @Test
    void weAreRegisteredOncePerServer() {
        link("ada");
        link("bob");

        assertThat(server.registrations).hasValue(1);
    }

    @Test
    void anAnswerIsHeardOnce() {
        var answer = server.consent(address(link("ada")));
        comeBack(answer);

        var again = comeBack(answer);

        assertThat(again.getStatus().value()).isEqualTo(400);
        assertThat(again.getResponseBody()).contains("used up");
        assertThat(server.tokenRequests).hasSize(1);
    }

    @Test
    void anInventedStateIsAnsweredAsAUsedOne() {
        assertThat(comeBack(Map.of("state", "invented", "code", "x")).getResponseBody())
                .contains("used up");
        assertThat(comeBack(Map.of()).getResponseBody()).contains("used up");
    }

    @Test
    void aLinkIsGoodForTenMinutes() {
        var link = link("ada");
        sql(
                "update connected_account set state_until = now() - interval '1 second' where account_id = ?",
                link.path("connected_account_id").asString());

        assertThat(comeBack(server.consent(address(link))).getResponseBody()).contains("used up");
    }

    @Test
    void anAnswerOfAnotherServerIsRefused() {
        var link = link("ada");
        var answer = new HashMap<>(server.consent(address(link)));
        answer.put("iss", "https://evil.example");

        var page = comeBack(answer);

        assertThat(page.getResponseBody()).contains("did not come from");
        assertThat(server.tokenRequests).isEmpty();
        assertThat(account(link.path("connected_account_id").asString())
                        .path("state")
                        .asString())
                .isEqualTo("DISCONNECTED");
    }

    @Test
    void aServerThatAlwaysNamesItselfMustHaveDoneSo() {
        var answer = new HashMap<>(server.consent(address(link("ada"))));
        answer.remove("iss");

        assertThat(comeBack(answer).getResponseBody()).contains("did not come from");
    }

    @Test
    void anAnswerAtTheDoorOfAnotherServerIsNotHeard() {
        var answer = server.consent(address(link("ada")));

        var page = comeBack(DOOR_PATH + door("https://another.example"), answer);

        assertThat(page.getStatus().value()).isEqualTo(400);
        assertThat(page.getResponseBody()).contains("did not come from");
    }

    @Test
    void aNoIsTold() {
        var link = link("ada");

        var page = comeBack(Map.of(
                "state", query(address(link), "state"), "error", "access_denied<script>", "iss", server.origin()));

        assertThat(page.getStatus().value()).isEqualTo(400);
        assertThat(page.getResponseBody()).contains("access_denied").doesNotContain("<script>");
        assertThat(account(link.path("connected_account_id").asString())
                        .path("problem")
                        .asString())
                .contains("access_denied");
    }

    @Test
    void thePersonGoesBackToWhereTheyCameFrom() {
        var link = body(post(client, "/v1/connected-accounts/authorization-link", """
                {"connector": "remote-mcp", "identifier": "ada", "return_url": "https://app.example/back?a=b%20c"}
                """)
                .expectStatus()
                .isCreated());

        var page = comeBack(server.consent(address(link)));

        assertThat(page.getStatus().value()).isEqualTo(303);
        var location = page.getResponseHeaders().getLocation();
        assertThat(location).hasHost("app.example").hasParameter("a", "b c");
        verify(client, query(location, "connected_account_id"), query(location, "verification_code"))
                .expectStatus()
                .isOk();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "http://app.example/",
                "/back",
                "https://a@b.example/",
                "https://b.example/#x",
                "::"
            })
    void aBrowserIsNotSentJustAnywhere(String address) {
        post(client, "/v1/connected-accounts/authorization-link", """
                {"connector": "remote-mcp", "identifier": "ada", "return_url": "%s"}
                """.formatted(address))
                .expectStatus()
                .isBadRequest();
    }

    @Test
    void onlyWhoMadeTheLinkVerifies() {
        var link = link("ada");
        var account = link.path("connected_account_id").asString();
        var code = code(comeBack(server.consent(address(link))));

        verify(as(tenant.memberToken(Scope.MCP_EXECUTE)), account, code)
                .expectStatus()
                .isEqualTo(409);
        verify(client, account, "invented").expectStatus().isEqualTo(409);
        verify(client, link("bob").path("connected_account_id").asString(), code)
                .expectStatus()
                .isEqualTo(409);
        verify(client, account, code).expectStatus().isOk();
        verify(client, account, code).expectStatus().isEqualTo(409);
    }

    @Test
    void severalAccountsAndNoneNamedIsAnError() {
        var ada = connected("ada");
        assertThat(seen("")).startsWith("caller ");
        var bob = connected("bob");

        var refused = body(execute(client, "").expectStatus().isEqualTo(409));

        assertThat(refused.path("detail").asString()).contains(ada).contains(bob);
        assertThat(seen(", \"identifier\": \"bob\""))
                .isNotEqualTo(seen(", \"connected_account_id\": \"%s\"".formatted(ada)));
        connected("bob");
        execute(client, ", \"identifier\": \"bob\"").expectStatus().isEqualTo(409);
        execute(client, ", \"identifier\": \"carol\"").expectStatus().isEqualTo(409);
        execute(client, ", \"identifier\": \"carol\", \"connected_account_id\": \"%s\"".formatted(ada))
                .expectStatus()
                .isNotFound();
    }

    @Test
    void aDisconnectedAccountIsGivenBackAndForgotten() {
        var account = connected("ada");

        client.delete()
                .uri("/v1/connected-accounts/{id}", account)
                .exchange()
                .expectStatus()
                .isNoContent();

        assertThat(server.revoked).hasSize(1).first().asString().startsWith("refresh-");
        assertThat(account(account).path("state").asString()).isEqualTo("DISCONNECTED");
        assertThat(count("select count(*) from vault_value where name = '%s'".formatted(account)))
                .isZero();
        execute(client, ", \"connected_account_id\": \"%s\"".formatted(account))
                .expectStatus()
                .isEqualTo(409);
    }

    @Test
    void anAccountIsForgottenAlsoWhenTheOtherSystemIsGone() {
        var account = connected("ada");
        server.close();

        client.delete()
                .uri("/v1/connected-accounts/{id}", account)
                .exchange()
                .expectStatus()
                .isNoContent();

        assertThat(count("select count(*) from vault_value where name = '%s'".formatted(account)))
                .isZero();
    }

    @Test
    void tokensGoWithTheInstance() {
        var account = connected("ada");

        client.delete()
                .uri("/v1/mcp/instances/{id}", instance)
                .exchange()
                .expectStatus()
                .isNoContent();

        assertThat(count("select count(*) from vault_value where name = '%s'".formatted(account)))
                .isZero();
        client.get()
                .uri("/v1/connected-accounts/{id}", account)
                .exchange()
                .expectStatus()
                .isNotFound();
    }

    @Test
    void anotherTenantFindsNothing() {
        var account = connected("ada");
        var other = as(tenants.aTenant().token());

        other.get()
                .uri("/v1/connected-accounts/{id}", account)
                .exchange()
                .expectStatus()
                .isNotFound();
        other.delete()
                .uri("/v1/connected-accounts/{id}", account)
                .exchange()
                .expectStatus()
                .isNotFound();
        verify(other, account, "x").expectStatus().isNotFound();
        other.get()
                .uri("/v1/connected-accounts")
                .exchange()
                .expectBody()
                .jsonPath("$.items")
                .isEmpty();
        post(other, "/v1/connected-accounts/execute-tool", """
                {"instance_id": "%s", "connected_account_id": "%s", "tool_name": "whose"}
                """.formatted(instance, account))
                .expectStatus()
                .isNotFound();
        post(other, "/v1/connected-accounts/authorization-link", """
                {"instance_id": "%s", "identifier": "ada"}
                """.formatted(instance))
                .expectStatus()
                .isNotFound();
    }

    @Test
    void scopesAreKept() {
        var reader = as(tenant.token(Scope.MCP_READ));
        var backend = as(tenant.token(Scope.MCP_EXECUTE));
        var wanted = "{\"connector\": \"remote-mcp\", \"identifier\": \"ada\"}";

        post(reader, "/v1/connected-accounts/authorization-link", wanted)
                .expectStatus()
                .isForbidden();
        execute(reader, "").expectStatus().isForbidden();
        post(backend, "/v1/connected-accounts/authorization-link", wanted)
                .expectStatus()
                .isCreated();
        post(backend, "/v1/connected-accounts/authorization-link", "{\"connector\": \"remote-mcp\"}")
                .expectStatus()
                .isForbidden();
        anonymous()
                .get()
                .uri("/v1/connected-accounts")
                .exchange()
                .expectStatus()
                .isUnauthorized();
    }

    @Test
    void aLinkIsMadeOncePerKey() {
        var wanted = "{\"connector\": \"remote-mcp\", \"identifier\": \"ada\"}";
        var keyed = client.mutate().defaultHeader("Idempotency-Key", "k-1").build();

        var first = body(post(keyed, "/v1/connected-accounts/authorization-link", wanted)
                .expectStatus()
                .isCreated());
        var second = body(post(keyed, "/v1/connected-accounts/authorization-link", wanted)
                .expectStatus()
                .isCreated());

        assertThat(second.path("connected_account_id")).isEqualTo(first.path("connected_account_id"));
        assertThat(second.has("link")).isFalse();
    }

    @Test
    void accountsAreListedPageByPage() {
        link("ada");
        link("ada");
        link("bob");

        var page = body(client.get().uri("/v1/connected-accounts?limit=2").exchange());
        var rest = body(client.get()
                .uri(
                        "/v1/connected-accounts?limit=2&cursor={cursor}",
                        page.path("next_cursor").asString())
                .exchange());

        assertThat(page.path("items")).hasSize(2);
        assertThat(rest.path("items")).hasSize(1);
        client.get()
                .uri("/v1/connected-accounts?identifier=ada")
                .exchange()
                .expectBody()
                .jsonPath("$.items.length()")
                .isEqualTo(2);
    }
}

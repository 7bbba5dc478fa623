package dev.signalbox.platform.confirmations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.ProjectRole;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantRole;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.problem.ApiException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

class ConfirmationApiTest extends ApiTest {

    private static final String X = "{\"display_name\":\"IDE\",\"scopes\":[\"workflow:read\"],\"expires_in_days\":90}";
    private static final String X_IN_ANOTHER_ORDER =
            "{\"scopes\": [\"workflow:read\"], \"expires_in_days\": 90, \"display_name\": \"IDE\"}";
    private static final String Y = "{\"display_name\":\"IDE\",\"scopes\":[\"workflow:edit\"],\"expires_in_days\":90}";

    @Autowired
    private ConfirmationService confirmations;

    private TestTenant acme;
    private String pat;
    private String agent;

    @BeforeEach
    void anAgentOfAPerson() {
        acme = tenants.aTenant();
        pat = acme.token();
        agent = delegated(pat);
    }

    @Test
    void aCallWaitsUntilItsPersonSaysYesAndThenGoesThroughOnce() {
        assertThat(status(ask(agent, X))).isEqualTo("pending");
        assertThat(status(ask(agent, X))).isEqualTo("pending");
        assertThat(waiting()).hasSize(1);

        answer(acme.owner(), waiting().getFirst(), true);

        assertThat(waiting()).isEmpty();
        assertThat(status(ask(agent, X_IN_ANOTHER_ORDER))).isEqualTo("cleared");
        assertThat(status(ask(agent, X))).isEqualTo("pending");
    }

    @Test
    void aPersonSaysNoAndTheAgentIsToldSoOnce() {
        ask(agent, X);
        answer(acme.owner(), waiting().getFirst(), false);

        assertThat(status(ask(agent, X))).isEqualTo("declined");
        assertThat(status(ask(agent, X))).isEqualTo("pending");
    }

    @Test
    void aClientThatAskedItsPersonGoesOnWithTheTicket() {
        String ticket = ask(agent, X).path("ticket").asString();

        assertThat(status(ask(agent, X, ticket, null))).isEqualTo("pending");
        assertThat(status(ask(agent, X, ticket, true))).isEqualTo("cleared");
    }

    @Test
    void aPersonWhoDeclinesInTheClientIsHeard() {
        String ticket = ask(agent, X).path("ticket").asString();

        assertThat(status(ask(agent, X, ticket, false))).isEqualTo("declined");
        tried(agent, X, ticket, true).expectStatus().isEqualTo(410);
    }

    @Test
    void aSecretArgumentIsNeitherShownNorKeptAndTheYesIsForExactlyIt() throws SQLException {
        String x = "{\"name\":\"KEY\",\"value\":\"correct horse\"}";
        String y = "{\"name\":\"KEY\",\"value\":\"another horse\"}";
        assertThat(status(hidden(x))).isEqualTo("pending");
        assertThat(waiting().getFirst().toString()).contains("KEY").doesNotContain("horse");
        answer(acme.owner(), waiting().getFirst(), true);

        assertThat(status(hidden(y))).isEqualTo("pending");
        assertThat(status(hidden(x))).isEqualTo("cleared");
    }

    private JsonNode hidden(String arguments) {
        return body(as(agent)
                .post()
                .uri("/v1/confirmations")
                .header("Content-Type", "application/json")
                .bodyValue("{\"tool\":\"vault_write_secret\",\"hidden\":[\"value\"],\"arguments\":" + arguments + "}")
                .exchange()
                .expectStatus()
                .isOk());
    }

    @Nested
    class AYesIsRefused {

        private String ticket = "";

        @BeforeEach
        void aYesToX() {
            ticket = ask(agent, X).path("ticket").asString();
            answer(acme.owner(), waiting().getFirst(), true);
        }

        @Test
        void forOtherArguments() {
            assertThat(status(ask(agent, Y))).isEqualTo("pending");
            tried(agent, Y, ticket, null)
                    .expectStatus()
                    .isBadRequest()
                    .expectBody()
                    .jsonPath("$.errors[0].field")
                    .isEqualTo("ticket");
        }

        @Test
        void forAnotherTool() {
            assertThat(status(body(send(agent, "pat_reveal", X, null, null)
                            .expectStatus()
                            .isOk())))
                    .isEqualTo("pending");
            send(agent, "pat_reveal", X, ticket, null).expectStatus().isBadRequest();
        }

        @Test
        void onReplay() {
            assertThat(status(ask(agent, X, ticket, null))).isEqualTo("cleared");

            tried(agent, X, ticket, null).expectStatus().isEqualTo(410);
            tried(agent, X, ticket, true).expectStatus().isEqualTo(410);
            assertThat(status(ask(agent, X))).isEqualTo("pending");
        }

        @Test
        void afterFiveMinutes() throws SQLException {
            age();

            tried(agent, X, ticket, null).expectStatus().isEqualTo(410);
            assertThat(status(ask(agent, X))).isEqualTo("pending");
        }

        @Test
        void forAnotherTokenOfTheSamePerson() {
            String other = delegated(acme.token());

            assertThat(status(ask(other, X))).isEqualTo("pending");
            tried(other, X, ticket, null).expectStatus().isBadRequest();
        }

        @Test
        void forAnotherPerson() {
            var colleague = tenants.person(acme.id(), TenantRole.TENANT_OWNER);
            String theirs =
                    delegated(Objects.requireNonNull(tenants.pat(acme.id(), colleague, acme.project(), Scope.all())
                            .token()));

            assertThat(status(ask(theirs, X))).isEqualTo("pending");
            tried(theirs, X, ticket, null).expectStatus().isBadRequest();
        }

        @Test
        void forAnotherTenant() {
            String theirs = delegated(tenants.aTenant().token());

            assertThat(status(ask(theirs, X))).isEqualTo("pending");
            tried(theirs, X, ticket, null).expectStatus().isBadRequest();
        }

        @Test
        void toAllButOneOfManyAtOnce() {
            List<String> outcomes = reactor.core.publisher.Flux.range(0, 8)
                    .flatMap(_ -> reactor.core.publisher.Mono.fromCallable(() -> status(ask(agent, X)))
                            .subscribeOn(reactor.core.scheduler.Schedulers.boundedElastic()))
                    .collectList()
                    .block();

            assertThat(outcomes).hasSize(8).containsOnlyOnce("cleared");
        }
    }

    @Nested
    class NobodyElseAnswers {

        @Test
        void aTokenCannotSayYesToItself() {
            String ticket = ask(agent, X).path("ticket").asString();
            String id = id(waiting().getFirst());

            as(pat).post()
                    .uri("/v1/confirmations/" + id + "/confirm")
                    .exchange()
                    .expectStatus()
                    .isForbidden();
            as(agent)
                    .post()
                    .uri("/v1/confirmations/" + id + "/confirm")
                    .exchange()
                    .expectStatus()
                    .isForbidden();
            tried(pat, X, ticket, true).expectStatus().isForbidden();
            assertThat(status(ask(agent, X))).isEqualTo("pending");
        }

        @Test
        void aColleagueNeitherSeesNorAnswersIt() {
            ask(agent, X);
            var id = Confirmation.Id.of(id(waiting().getFirst()));
            var colleague = tenants.person(acme.id(), TenantRole.TENANT_OWNER);

            assertThatThrownBy(() -> signedIn(acme.id(), colleague, confirmations.decide(id, true)))
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("does not exist");
            assertThat(signedIn(acme.id(), colleague, confirmations.list()).items())
                    .isEmpty();
        }

        @Test
        void anotherTenantFindsItLikeOneThatNeverWas() {
            ask(agent, X);
            String id = id(waiting().getFirst());
            String never = UUID.randomUUID().toString();
            String theirs = tenants.aTenant().token();

            assertThat(notFound(theirs, id).replace(id, "ID"))
                    .isEqualTo(notFound(theirs, never).replace(never, "ID"));
        }

        private String notFound(String with, String id) {
            return Objects.requireNonNull(as(with).get()
                    .uri("/v1/confirmations/" + id)
                    .header("X-Request-Id", "same")
                    .exchange()
                    .expectStatus()
                    .isNotFound()
                    .expectBody(String.class)
                    .returnResult()
                    .getResponseBody());
        }

        @Test
        void anAnswerIsGivenOnce() {
            ask(agent, X);
            JsonNode asked = waiting().getFirst();
            answer(acme.owner(), asked, false);

            assertThatThrownBy(() -> answer(acme.owner(), asked, true)).hasMessageContaining("was answered");
        }
    }

    @Test
    void aPersonIsNotFloodedWithQuestions() {
        IntStream.range(0, ConfirmationService.WAITING)
                .forEach(i -> ask(agent, "{\"display_name\":\"n%d\"}".formatted(i)));

        tried(agent, X, null, null)
                .expectStatus()
                .isEqualTo(429)
                .expectBody()
                .jsonPath("$.code")
                .isEqualTo("RATE_LIMITED");
    }

    @Test
    void thePersonSeesExactlyWhatTheyAgreeTo() {
        ask(agent, X);

        JsonNode asked = waiting().getFirst();

        assertThat(asked.path("tool").asString()).isEqualTo("pat_create");
        assertThat(asked.path("arguments").path("scopes").get(0).asString()).isEqualTo("workflow:read");
        assertThat(asked.path("token_name").asString()).isEqualTo("Test");
    }

    private void answer(UserId person, JsonNode asked, boolean accepted) {
        signedIn(acme.id(), person, confirmations.decide(Confirmation.Id.of(id(asked)), accepted));
    }

    /** The console's token is one of the sign-in, which is not there in these tests. */
    private <T> T signedIn(TenantId tenant, UserId person, reactor.core.publisher.Mono<T> work) {
        var caller = new Caller(
                Caller.Kind.SIGN_IN,
                person,
                "a@example.com",
                "A",
                tenant,
                TenantRole.TENANT_OWNER,
                acme.project(),
                ProjectRole.PROJECT_ADMIN,
                Scope.all(),
                Set.of(),
                List.of(),
                false,
                null,
                null,
                null,
                null);
        return Objects.requireNonNull(work.contextWrite(Access.acting(caller)).block());
    }

    private List<JsonNode> waiting() {
        return body(as(pat).get()
                        .uri("/v1/confirmations")
                        .exchange()
                        .expectStatus()
                        .isOk())
                .path("items")
                .valueStream()
                .toList();
    }

    private JsonNode ask(String with, String arguments) {
        return ask(with, arguments, null, null);
    }

    private JsonNode ask(String with, String arguments, @Nullable String ticket, @Nullable Boolean accepted) {
        return body(tried(with, arguments, ticket, accepted).expectStatus().isOk());
    }

    private ResponseSpec tried(String with, String arguments, @Nullable String ticket, @Nullable Boolean accepted) {
        return send(with, "pat_create", arguments, ticket, accepted);
    }

    private ResponseSpec send(
            String with, String tool, String arguments, @Nullable String ticket, @Nullable Boolean accepted) {
        String more = (ticket == null ? "" : ",\"ticket\":\"" + ticket + "\"")
                + (accepted == null ? "" : ",\"accepted\":" + accepted);
        return as(with).post()
                .uri("/v1/confirmations")
                .header("Content-Type", "application/json")
                .bodyValue("{\"tool\":\"%s\",\"arguments\":%s%s}".formatted(tool, arguments, more))
                .exchange();
    }

    private String delegated(String token) {
        return body(asService()
                        .post()
                        .uri("/v1/token-exchange")
                        .bodyValue(Map.of("subject_token", token))
                        .exchange()
                        .expectStatus()
                        .isOk())
                .path("access_token")
                .asString();
    }

    private void age() throws SQLException {
        try (var connection = database().admin().open();
                var statement = connection.createStatement()) {
            statement.execute("update confirmation set expires_at = now() - interval '1 second' where tenant_id = '"
                    + acme.id() + "'");
        }
    }

    private static String status(JsonNode answer) {
        return answer.path("status").asString();
    }

    private static String id(JsonNode asked) {
        return asked.path("id").asString();
    }
}

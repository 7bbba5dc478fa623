package dev.signalbox.platform.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestSignIn;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantRole;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.test.web.reactive.server.StatusAssertions;
import tools.jackson.databind.JsonNode;

class GrantApiTest extends ApiTest {

    private static final String SCOPES = "task:read workflow:read workflow:run";

    private TestTenant acme;

    @BeforeEach
    void openATenant() {
        acme = tenants.aTenant();
    }

    @Nested
    class TheToken {

        @Test
        void itIsDescribedWithWhatTheGrantAllowsAndWhoItIsFor() {
            var described = introspected(token(given(Map.of())));

            assertThat(described.path("active").asBoolean()).isTrue();
            assertThat(described.path("scope").asString()).isEqualTo(SCOPES);
            assertThat(described.at("/aud/0").asString()).isEqualTo(TestSignIn.MCP);
            assertThat(described.path("token_kind").asString()).isEqualTo("grant");
            assertThat(described.path("sub").asString()).isEqualTo(acme.owner().toString());
            assertThat(described.path("project_id").asString())
                    .isEqualTo(acme.project().toString());
        }

        @Test
        void whatItIsExchangedForHasEveryLimitOfTheGrant() {
            tenants.aProject(acme.id(), acme.owner(), true);
            var grant = given(Map.of("groups", List.of("core"), "read_only", true, "only_this_project", true));

            var me = body(as(exchanged(token(grant))).get().uri("/v1/me").exchange());

            assertThat(texts(me.path("rights"))).containsExactly("workflow:read", "task:read");
            assertThat(texts(me.path("groups"))).containsExactly("core");
            assertThat(me.path("read_only").asBoolean()).isTrue();
            assertThat(me.path("token_id").asString()).isEqualTo(grant);
            assertThat(body(as(exchanged(token(grant)))
                                    .get()
                                    .uri("/v1/projects")
                                    .exchange())
                            .path("items"))
                    .hasSize(1);
        }

        @Test
        void oneSignedForLessThanTheGrantIsWorthLess() {
            var token = token(given(Map.of()), claims -> claims.claim("scope", "workflow:read audit:read"));

            assertThat(introspected(token).path("scope").asString()).isEqualTo("workflow:read");
            var delegated = as(exchanged(token));
            assertThat(texts(body(delegated.get().uri("/v1/me").exchange()).path("scopes")))
                    .containsExactly("workflow:read");
        }

        @Test
        void itOpensNothingOfThePlatformItself() {
            as(token(given(Map.of())))
                    .get()
                    .uri("/v1/me")
                    .exchange()
                    .expectStatus()
                    .isUnauthorized();
        }

        @Test
        void whatIsNotAnAccessTokenOfAGrantIsNone() {
            String grant = given(Map.of());

            assertInactive(trustedSignIn().token("JWT", claims(grant)));
            assertInactive(token(grant, claims -> claims.audience(List.of("platform-api"))));
            assertInactive(token(grant, claims -> claims.audience(List.of(TestSignIn.MCP, "platform-api"))));
            assertInactive(token(grant, claims -> claims.issuer("http://127.0.0.1:1")));
            assertInactive(token(grant, claims -> claims.claims(all -> all.remove("grant"))));
            assertInactive(token(grant, claims -> claims.claim("scope", "console")));
            assertInactive(
                    token(grant, claims -> claims.issuedAt(Instant.EPOCH).expiresAt(Instant.EPOCH.plusSeconds(60))));
            assertInactive(token(grant).replaceFirst("\\.[^.]+\\.", ".e30."));
        }

        @Test
        void itIsForThePersonWhoGaveTheGrantAndTheirTenantOnly() {
            var other = tenants.aTenant();
            String grant = given(Map.of());

            assertInactive(token(grant, claims -> claims.subject(other.owner().toString())));
            assertInactive(
                    token(grant, claims -> claims.claim("tenant", other.id().toString())));
            assertInactive(token(UUID.randomUUID().toString()));
        }

        @Test
        void aPersonalTokensIdIsNoGrant() {
            var pat = tenants.pat(acme.id(), acme.owner(), acme.project(), Scope.all());

            as(acme.token())
                    .delete()
                    .uri("/v1/grants/" + pat.id())
                    .exchange()
                    .expectStatus()
                    .isNotFound();
            asService()
                    .get()
                    .uri("/v1/internal/tenants/%s/grants/%s".formatted(acme.id(), pat.id()))
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }
    }

    @Nested
    class Giving {

        @Test
        void nobodyGrantsAPlaceTheyCannotEnter() {
            var other = tenants.aTenant();
            var closed = tenants.aProject(acme.id(), acme.owner(), false);
            var member = tenants.person(acme.id(), TenantRole.TENANT_MEMBER);

            give(Map.of("project_id", other.project())).isEqualTo(HttpStatus.NOT_FOUND);
            give(Map.of("tenant_id", other.id())).isEqualTo(HttpStatus.NOT_FOUND);
            give(Map.of("user_id", member, "project_id", closed)).isEqualTo(HttpStatus.NOT_FOUND);
        }

        @Test
        void aGrantWithoutAScopeOrWithOneThatDoesNotExistIsRefused() {
            give(Map.of("scopes", List.of())).isBadRequest();
            give(Map.of("scopes", List.of("everything"))).isBadRequest();
        }

        @Test
        void onlyServicesMay() {
            var caller = as(acme.token());

            caller.post()
                    .uri("/v1/internal/grants")
                    .bodyValue(grant(Map.of()))
                    .exchange()
                    .expectStatus()
                    .isUnauthorized();
            caller.delete()
                    .uri("/v1/internal/tenants/%s/grants/%s".formatted(acme.id(), given(Map.of())))
                    .exchange()
                    .expectStatus()
                    .isUnauthorized();
        }

        @Test
        void itIsAudited() {
            String grant = given(Map.of());

            await().untilAsserted(() -> assertThat(body(as(acme.token())
                                    .get()
                                    .uri("/v1/audit?limit=200")
                                    .exchange())
                            .path("items")
                            .valueStream())
                    .anySatisfy(entry -> {
                        assertThat(entry.path("action").asString()).isEqualTo("grant.create");
                        assertThat(entry.path("target").asString()).isEqualTo("grant/" + grant);
                        assertThat(entry.at("/details/host").asString()).isEqualTo("127.0.0.1");
                    }));
        }
    }

    @Nested
    class TakingBack {

        @Test
        void thePersonWhoRevokesItEndsEveryTokenOfIt() {
            String grant = given(Map.of());
            var delegated = as(exchanged(token(grant)));

            as(acme.token())
                    .delete()
                    .uri("/v1/grants/" + grant)
                    .exchange()
                    .expectStatus()
                    .isNoContent();

            assertInactive(token(grant));
            delegated.get().uri("/v1/me").exchange().expectStatus().isUnauthorized();
            asService()
                    .get()
                    .uri("/v1/internal/tenants/%s/grants/%s".formatted(acme.id(), grant))
                    .exchange()
                    .expectStatus()
                    .isNotFound();
        }

        @Test
        void theClientItselfMayGiveItBackThroughTheSignIn() {
            String grant = given(Map.of());
            String address = "/v1/internal/tenants/%s/grants/%s".formatted(acme.id(), grant);
            asService().get().uri(address).exchange().expectStatus().isOk();

            asService().delete().uri(address).exchange().expectStatus().isNoContent();

            assertInactive(token(grant));
        }

        @Test
        void everybodySeesAndRevokesTheirOwnOnly() {
            String grant = given(Map.of());
            var other = tenants.aTenant();

            for (String stranger : List.of(acme.memberToken(Scope.PAT_READ, Scope.PAT_WRITE), other.token())) {
                assertThat(body(as(stranger).get().uri("/v1/grants").exchange()).path("items"))
                        .isEmpty();
                as(stranger)
                        .delete()
                        .uri("/v1/grants/" + grant)
                        .exchange()
                        .expectStatus()
                        .isNotFound();
            }
            asService()
                    .delete()
                    .uri("/v1/internal/tenants/%s/grants/%s".formatted(other.id(), grant))
                    .exchange()
                    .expectStatus()
                    .isNotFound();
            assertThat(introspected(token(grant)).path("active").asBoolean()).isTrue();
        }

        @Test
        void theListNamesTheClientAndHasNoTokenInIt() {
            String grant = given(Map.of());

            var listed = body(as(acme.token()).get().uri("/v1/grants").exchange());

            assertThat(listed.path("items")).singleElement().satisfies(one -> {
                assertThat(one.path("id").asString()).isEqualTo(grant);
                assertThat(one.path("client_name").asString()).isEqualTo("An editor");
                assertThat(one.path("client_host").asString()).isEqualTo("127.0.0.1");
                assertThat(texts(one.path("scopes"))).containsExactly(SCOPES.split(" "));
            });
            assertThat(body(as(acme.token()).get().uri("/v1/pats").exchange()).toString())
                    .doesNotContain(grant);
        }

        @Test
        void theOnesThatAreLeftComePageByPage() {
            given(Map.of());
            given(Map.of());
            given(Map.of());

            var first = body(as(acme.token()).get().uri("/v1/grants?limit=2").exchange());
            var second = body(as(acme.token())
                    .get()
                    .uri(
                            "/v1/grants?limit=2&cursor={cursor}",
                            first.path("next_cursor").asString())
                    .exchange());

            assertThat(first.path("items")).hasSize(2);
            assertThat(second.path("items")).hasSize(1);
        }

        @Test
        void itEndsWithTheMembership() {
            var member = tenants.person(acme.id(), TenantRole.TENANT_MEMBER);
            String grant = given(Map.of("user_id", member));
            String token = token(grant, claims -> claims.subject(member.toString()));
            assertThat(introspected(token).path("active").asBoolean()).isTrue();

            as(acme.token())
                    .post()
                    .uri("/v1/members/" + member + "/disable")
                    .exchange()
                    .expectStatus()
                    .isOk();

            assertInactive(token);
        }
    }

    private StatusAssertions give(Map<String, Object> difference) {
        return asService()
                .post()
                .uri("/v1/internal/grants")
                .bodyValue(grant(difference))
                .exchange()
                .expectStatus();
    }

    private String given(Map<String, Object> difference) {
        return body(asService()
                        .post()
                        .uri("/v1/internal/grants")
                        .bodyValue(grant(difference))
                        .exchange())
                .path("id")
                .asString();
    }

    private Map<String, Object> grant(Map<String, Object> difference) {
        var grant = new HashMap<String, Object>(Map.of(
                "tenant_id",
                acme.id(),
                "user_id",
                acme.owner(),
                "client_id",
                "client-1",
                "client_name",
                "An editor",
                "client_host",
                "127.0.0.1",
                "project_id",
                acme.project(),
                "only_this_project",
                false,
                "scopes",
                List.of(SCOPES.split(" ")),
                "groups",
                List.of(),
                "read_only",
                false));
        grant.putAll(difference);
        return grant;
    }

    private String token(String grant) {
        return token(grant, _ -> {});
    }

    private String token(String grant, Consumer<JwtClaimsSet.Builder> difference) {
        return trustedSignIn().token("at+jwt", claims(grant).andThen(difference));
    }

    private Consumer<JwtClaimsSet.Builder> claims(String grant) {
        return claims -> claims.subject(acme.owner().toString())
                .claim("tenant", acme.id().toString())
                .claim("grant", grant)
                .claim("scope", SCOPES);
    }

    private JsonNode introspected(String token) {
        return body(asService()
                .post()
                .uri("/v1/introspect")
                .bodyValue(Map.of("token", token))
                .exchange());
    }

    private void assertInactive(String token) {
        assertThat(introspected(token).toString()).isEqualTo("{\"active\":false}");
    }

    private String exchanged(String token) {
        return body(asService()
                        .post()
                        .uri("/v1/token-exchange")
                        .bodyValue(Map.of("subject_token", token))
                        .exchange())
                .path("access_token")
                .asString();
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}

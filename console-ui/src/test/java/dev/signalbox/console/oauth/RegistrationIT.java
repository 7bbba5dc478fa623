package dev.signalbox.console.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.console.oauth.OAuthClient.Reply;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationIT extends OAuthServer {

    @Nested
    class TheMetadata {

        @ParameterizedTest
        @ValueSource(strings = {"/.well-known/oauth-authorization-server", "/.well-known/openid-configuration"})
        void itTellsWhatThisServerDoesAndNothingElse(String path) {
            var metadata = client.get(path).body();

            assertThat(metadata.path("issuer").asString()).isEqualTo(ISSUER);
            assertThat(metadata.path("registration_endpoint").asString()).isEqualTo(ISSUER + "/oauth2/register");
            assertThat(texts(metadata.path("code_challenge_methods_supported"))).containsExactly("S256");
            assertThat(texts(metadata.path("token_endpoint_auth_methods_supported")))
                    .containsExactly("none");
            assertThat(texts(metadata.path("grant_types_supported")))
                    .containsExactly("authorization_code", "refresh_token");
            assertThat(texts(metadata.path("scopes_supported")))
                    .contains("workflow:run")
                    .doesNotContain("openid");
            assertThat(metadata.path("authorization_response_iss_parameter_supported")
                            .asBoolean())
                    .isTrue();
            assertThat(metadata.path("client_id_metadata_document_supported").asBoolean())
                    .isTrue();
            assertThat(metadata.has("introspection_endpoint")).isFalse();
        }

        @Test
        void aClientThatIsAWebPageMayCallWhatNeedsNoCookie() {
            for (String path : List.of("/oauth2/register", "/oauth2/token", "/oauth2/revoke")) {
                assertThat(client.preflight(path).headers().firstValue("Access-Control-Allow-Origin"))
                        .as(path)
                        .hasValue("*");
            }
            assertThat(client.preflight("/oauth2/authorize").headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    @Nested
    class Registering {

        @Test
        void whoeverWantsASecretIsToldThatThereIsNone() {
            var made = client.register("""
                    {"client_name": "An\\u202e editor", "redirect_uris": ["https://editor.example/callback", "http://localhost:1/"],
                     "token_endpoint_auth_method": "client_secret_post", "grant_types": ["authorization_code"], "x": 1}
                    """);

            assertThat(made.status()).isEqualTo(201);
            assertThat(made.text("token_endpoint_auth_method")).isEqualTo("none");
            assertThat(made.body().has("client_secret")).isFalse();
            assertThat(made.text("client_name")).isEqualTo("An  editor");
            assertThat(texts(made.body().path("redirect_uris")))
                    .containsExactlyInAnyOrder("https://editor.example/callback", "http://localhost:1/");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "http://editor.example/callback",
                    "http://127.0.0.1.editor.example/",
                    "editor://callback/",
                    "javascript:alert(1)",
                    "https://editor.example/#fragment",
                    "https://me@editor.example/",
                    "https://a.example/,https://b.example/",
                    "not an address"
                })
        void anAnswerGoesOverTlsOrToThisComputer(String redirect) {
            var refused = client.register("{\"redirect_uris\": [\"" + redirect + "\"]}");

            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.text("error")).isEqualTo("invalid_redirect_uri");
        }

        @Test
        void whatCouldNotWorkIsRefused() {
            assertThat(client.register("{}").text("error")).isEqualTo("invalid_redirect_uri");
            assertThat(client.register("""
                            {"redirect_uris": ["https://a.example/"], "grant_types": ["client_credentials"]}""").text("error")).isEqualTo("invalid_client_metadata");
            assertThat(client.register("""
                            {"redirect_uris": ["https://a.example/"], "response_types": ["token"]}""").text("error")).isEqualTo("invalid_client_metadata");
        }

        @Test
        void oneAddressCannotFillTheTable() {
            Reply last = client.register("{}");
            for (int i = 0; i < 20; i++) {
                last = client.register("{}");
            }

            assertThat(last.status()).isEqualTo(429);
        }
    }
}

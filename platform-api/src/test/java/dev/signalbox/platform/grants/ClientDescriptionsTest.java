package dev.signalbox.platform.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.connector.ConnectorHttp;
import dev.signalbox.connector.HttpBody;
import dev.signalbox.connector.ToolException;
import dev.signalbox.platform.outbound.ForbiddenAddresses;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ErrorCode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ClientDescriptionsTest {

    private static final String ID = "https://editor.example/oauth/client.json";
    private static final String DOCUMENT = """
            {"client_id": "%s", "client_name": "An editor", "redirect_uris": ["http://127.0.0.1/callback"],
             "token_endpoint_auth_method": "none"}
            """.formatted(ID);

    @Test
    void aDocumentThatNamesItsOwnAddressIsRead() {
        var read = Objects.requireNonNull(descriptions(200, DOCUMENT).read(ID).block());

        assertThat(read).isEqualTo(new ClientDescription(ID, "An editor", List.of("http://127.0.0.1/callback")));
    }

    @Test
    void itIsAskedForOnceAndNotFollowedElsewhere() {
        var asked = new ArrayList<ConnectorHttp.Request>();
        new ClientDescriptions(
                        request -> {
                            asked.add(request);
                            return answer(200, DOCUMENT);
                        },
                        new JsonMapper())
                .read(ID)
                .block();

        assertThat(asked).singleElement().satisfies(request -> {
            assertThat(request.redirects().test(URI.create("https://elsewhere.example/")))
                    .isFalse();
            assertThat(request.timeout()).isPresent();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "<html>",
                "{\"client_id\": \"https://other.example/client.json\", \"client_name\": \"x\", \"redirect_uris\": [\"https://a.example/\"]}",
                "{\"client_id\": \"" + ID + "\", \"client_name\": \" \", \"redirect_uris\": [\"https://a.example/\"]}",
                "{\"client_id\": \"" + ID + "\", \"client_name\": \"x\", \"redirect_uris\": []}",
                "{\"client_id\": \"" + ID + "\", \"client_name\": \"x\", \"redirect_uris\": [\"https://a.example/\"],"
                        + " \"token_endpoint_auth_method\": \"private_key_jwt\"}"
            })
    void anotherDocumentIsNone(String document) {
        assertUnusable(descriptions(200, document), ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://editor.example/client.json",
                "https://editor.example",
                "https://editor.example/",
                "https://me@editor.example/client.json",
                "https://editor.example/client.json#x",
                "https://editor.example/a/../client.json",
                "https://",
                "not an address"
            })
    void anAddressThatNoClientMayHaveIsNotAskedAtAll(String id) {
        assertUnusable(
                new ClientDescriptions(
                        request -> {
                            throw new AssertionError("asked " + request.uri());
                        },
                        new JsonMapper()),
                id);
    }

    @ParameterizedTest
    @MethodSource("dev.signalbox.platform.outbound.ForbiddenAddresses#hosts")
    void noDescriptionIsReadFromInside(String host) {
        assertUnusable(
                new ClientDescriptions(ForbiddenAddresses.http(), new JsonMapper()),
                "https://" + host + "/client.json");
    }

    @Test
    void aFailureOfTheClientsServerIsNotOurs() {
        assertUnusable(descriptions(302, ""), ID);
        assertUnusable(descriptions(500, DOCUMENT), ID);
        assertUnusable(descriptions(200, DOCUMENT + " ".repeat(16 * 1024)), ID);
        assertUnusable(
                new ClientDescriptions(
                        _ -> {
                            throw new ToolException(ToolException.Reason.PERMISSION_DENIED, "internal");
                        },
                        new JsonMapper()),
                ID);
    }

    private static ClientDescriptions descriptions(int status, String document) {
        return new ClientDescriptions(_ -> answer(status, document), new JsonMapper());
    }

    private static ConnectorHttp.Response answer(int status, String document) {
        return new ConnectorHttp.Response(status, Map.of(), HttpBody.of(document), URI.create(ID));
    }

    private static void assertUnusable(ClientDescriptions descriptions, String id) {
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> descriptions.read(id).block())
                .satisfies(refused -> assertThat(refused.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }
}

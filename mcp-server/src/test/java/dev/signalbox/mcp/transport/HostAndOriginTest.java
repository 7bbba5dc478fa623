package dev.signalbox.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcp.McpTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** No web page and no changed name reaches this server. */
class HostAndOriginTest extends McpTest {

    @ParameterizedTest
    @CsvSource({
        "POST,/mcp",
        "GET,/mcp",
        "DELETE,/mcp",
        "OPTIONS,/mcp",
        "GET,/.well-known/oauth-protected-resource",
        "GET,/.well-known/oauth-protected-resource/mcp",
        "GET,/nowhere"
    })
    void aPageOfAnotherOriginIsRefusedOnEveryRouteAndMethod(String method, String path) {
        var response = at(path).header("Authorization", "Bearer " + token)
                .header("Origin", "https://evil.example")
                .send(method, "");

        assertThat(response.status()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:5173", "http://127.0.0.1", "http://[::1]:8090"})
    void aPageOfTheOwnMachineMayCall(String origin) {
        assertThat(raw().header("Origin", origin).rpc(1, "ping", "{}").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "http://localhost.evil.example",
                "http://localhost:80.evil.example",
                "https://localhost:1"
            })
    void whatOnlyLooksLikeTheOwnMachineMayNot(String origin) {
        assertThat(raw().header("Origin", origin).rpc(1, "ping", "{}").status()).isEqualTo(403);
    }

    @Nested
    class Hosts {

        @Test
        void anotherHostIsRefused() throws IOException {
            assertThat(statusLine("Host: rebound.example:8340")).contains("403");
        }

        @Test
        void twoHostsAreRefused() throws IOException {
            assertThat(statusLine("Host: 127.0.0.1\r\nHost: rebound.example")).containsAnyOf("403", "400");
        }

        @Test
        void theOwnHostIsTaken() throws IOException {
            assertThat(statusLine("Host: localhost:8340")).contains("200");
        }

        /** The client of the JDK does not let a caller choose the host. */
        private String statusLine(String host) throws IOException {
            try (var socket = new Socket("127.0.0.1", URI.create(address()).getPort())) {
                String request = "GET /.well-known/oauth-protected-resource HTTP/1.1\r\n" + host
                        + "\r\nConnection: close\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII)
                        .lines()
                        .findFirst()
                        .orElse("");
            }
        }
    }

    @Test
    void anEntryWithoutAPortMeansJustThat() {
        var list = new AllowList(List.of("mcp.example.com"));

        assertThat(list.allows("MCP.example.com")).isTrue();
        assertThat(list.allows("mcp.example.com:8443")).isFalse();
    }
}

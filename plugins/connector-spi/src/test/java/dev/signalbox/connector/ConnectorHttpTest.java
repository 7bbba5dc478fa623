/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connector.ConnectorHttp.Request;
import dev.signalbox.connector.ConnectorHttp.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectorHttpTest {

    private static final URI HERE = URI.create("https://example.com/");

    @Test
    void aHeaderIsReplacedWhateverItsCase() {
        var request = Request.of("GET", HERE).withHeader("accept", "text/plain").withHeader("Accept", "text/html");

        assertThat(request.headers()).containsExactly(Map.entry("Accept", "text/html"));
    }

    @Test
    void aBodyBringsItsContentType() {
        var request = Request.of("POST", HERE).withBody(HttpBody.of("{}"), "application/json");

        assertThat(request.headers()).containsEntry("content-type", "application/json");
    }

    @Test
    void aRequestFollowsRedirectsUnlessToldOtherwise() {
        var request = Request.of("GET", HERE);

        assertThat(request.redirects().test(HERE)).isTrue();
        assertThat(request.withRedirects(_ -> false).redirects().test(HERE)).isFalse();
    }

    @Test
    void aResponseHeaderIsFoundWhateverItsCase() {
        var response = new Response(200, Map.of("retry-after", List.of("7", "9")), HttpBody.empty(), HERE);

        assertThat(response.header("Retry-After")).hasValue("7");
        assertThat(response.header("Location")).isEmpty();
    }

    @Test
    void aClientThatOnlyReadsToTheEndHandsOutTheWholeAnswer() throws Exception {
        ConnectorHttp client = request -> new Response(201, Map.of(), HttpBody.of("all of it"), request.uri());

        try (var answer = client.open(Request.of("GET", HERE))) {
            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.next()).hasValue(HttpBody.of("all of it"));
            assertThat(answer.next()).isEmpty();
        }
    }

    @Test
    void aBodyCannotBeChangedFromOutside() {
        var bytes = new byte[] {1, 2};
        var body = HttpBody.of(bytes);

        bytes[0] = 9;
        body.bytes()[1] = 9;

        assertThat(body.bytes()).containsExactly(1, 2);
    }

    @Test
    void aBodyDoesNotShowItsContent() {
        assertThat(HttpBody.of("hunter2").toString()).isEqualTo("HttpBody[7 bytes]");
    }
}

package dev.signalbox.platform.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.connector.ConnectorHttp.Request;
import dev.signalbox.connector.ConnectorHttp.Response;
import dev.signalbox.connector.HttpBody;
import dev.signalbox.connector.ToolException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RedirectsTest {

    private static final URI HERE = URI.create("https://here.example/a/b");

    @ParameterizedTest
    @CsvSource({
        "GET, 301, GET",
        "GET, 302, GET",
        "GET, 303, GET",
        "GET, 307, GET",
        "GET, 308, GET",
        "HEAD, 303, HEAD",
        "POST, 301, GET",
        "POST, 302, GET",
        "POST, 303, GET",
        "DELETE, 303, GET"
    })
    void aRedirectIsFollowedWithoutABody(String method, int status, String then) {
        var request = Request.of(method, HERE).withBody(HttpBody.of("x"), "text/plain");

        var next = Redirects.next(request, redirect(status, "c")).orElseThrow();

        assertThat(next.method()).isEqualTo(then);
        assertThat(next.body()).isEmpty();
        assertThat(next.headers()).doesNotContainKey("content-type");
        assertThat(next.uri()).hasToString("https://here.example/a/c");
    }

    @ParameterizedTest
    @CsvSource({"POST, 307", "POST, 308", "PUT, 302", "DELETE, 301", "GET, 200", "GET, 304", "GET, 300"})
    void whatCouldOnlyBeFollowedByRepeatingIsAnAnswer(String method, int status) {
        assertThat(Redirects.next(Request.of(method, HERE), redirect(status, "c")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"https://there.example/", "http://here.example/", "https://here.example:8443/"})
    void credentialsStayWithTheirOrigin(String location) {
        var next = Redirects.next(withSecrets(), redirect(302, location)).orElseThrow();

        assertThat(next.headers()).containsOnlyKeys("Accept-Language");
    }

    @Test
    void credentialsGoAlongWithinTheirOrigin() {
        var next = Redirects.next(withSecrets(), redirect(302, "https://HERE.example:443/c"))
                .orElseThrow();

        assertThat(next.headers()).containsKeys("Authorization", "Cookie", "X-Api-Key", "PRIVATE-TOKEN");
    }

    @Test
    void theCallerHasASayInWhereItGoes() {
        var request = Request.of("GET", HERE).withRedirects(uri -> uri.getHost().equals("here.example"));

        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> Redirects.next(request, redirect(302, "https://there.example/")))
                .withMessageContaining("there.example");
    }

    private static Request withSecrets() {
        return Request.of("GET", HERE)
                .withHeader("Authorization", "Bearer t")
                .withHeader("Cookie", "a=b")
                .withHeader("X-Api-Key", "k")
                .withHeader("PRIVATE-TOKEN", "t")
                .withHeader("Accept-Language", "de");
    }

    private static Response redirect(int status, String location) {
        return new Response(status, Map.of("location", List.of(location)), HttpBody.empty(), HERE);
    }
}

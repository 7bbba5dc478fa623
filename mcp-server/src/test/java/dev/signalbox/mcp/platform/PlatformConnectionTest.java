package dev.signalbox.mcp.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.test.StepVerifier;

class PlatformConnectionTest {

    private final PlatformConnection connection =
            new PlatformConnection(new PlatformSettings(URI.create("http://127.0.0.1:10")), WebClient.builder());

    @Test
    void aHeaderThatWouldBeTwoIsNotSent() {
        var request = PlatformRequest.get("/v1/me").with("Idempotency-Key", "a\nb");

        StepVerifier.create(connection.send(request, Credential.bearer("t"), null))
                .verifyErrorSatisfies(failure -> assertThat(failure)
                        .isInstanceOf(PlatformUnavailableException.class)
                        .hasCauseInstanceOf(IllegalArgumentException.class));
    }
}

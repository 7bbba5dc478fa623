package dev.signalbox.connector.remotemcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventsTest {

    private final Events events = new Events();

    @Test
    void everyLineEndingEndsALine() {
        assertThat(take("data: a\r\ndata: b\r\n\r\ndata: c\r\rdata: d\n\n")).containsExactly("a\nb", "c", "d");
    }

    @Test
    void aCharacterMayArriveInTwoPieces() {
        var bytes = "data: ü\n\n".getBytes(UTF_8);

        assertThat(events.take(java.util.Arrays.copyOf(bytes, 7))).isEmpty();
        assertThat(events.take(java.util.Arrays.copyOfRange(bytes, 7, bytes.length)))
                .containsExactly("ü");
    }

    @Test
    void anEventWithoutDataIsRememberedAndNotHeard() {
        assertThat(take("id: 42\nretry: 250\ndata:\n\n")).isEmpty();

        assertThat(events.lastId()).isEqualTo("42");
        assertThat(events.pause()).isEqualTo(Duration.ofMillis(250));
    }

    @Test
    void aServerCannotMakeUsWaitForEver() {
        take("retry: 9999999\n");

        assertThat(events.pause()).isEqualTo(Duration.ofSeconds(10));
    }

    private List<String> take(String text) {
        return events.take(text.getBytes(UTF_8));
    }
}

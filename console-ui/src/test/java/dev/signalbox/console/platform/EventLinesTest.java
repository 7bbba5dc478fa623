package dev.signalbox.console.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventLinesTest {

    private final List<String> events = new ArrayList<>();

    @Test
    void anEventEndsWithAnEmptyLine() {
        read("id: 7", "event: run_event", "data: {\"a\":1}", "", "data: {}");

        assertThat(events).containsExactly("7 {\"a\":1}");
    }

    @Test
    void aCommentIsNoEvent() {
        read(": alive", "", ": alive", "");

        assertThat(events).isEmpty();
    }

    @Test
    void dataOverSeveralLinesIsOneEvent() {
        read("data:one", "data: two", "");

        assertThat(events).containsExactly("null one\ntwo");
    }

    @Test
    void theLastIdStaysUntilAnotherComes() {
        read("id: 7", "data: a", "", "data: b", "");

        assertThat(events).containsExactly("7 a", "7 b");
    }

    private void read(String... lines) {
        var reader = new EventLines((id, data) -> events.add(id + " " + data));
        List.of(lines).forEach(reader::onNext);
    }
}

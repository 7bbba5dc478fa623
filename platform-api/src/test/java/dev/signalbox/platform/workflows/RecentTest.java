package dev.signalbox.platform.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecentTest {

    private final Recent<Integer, String> recent = new Recent<>();

    @Test
    void whatIsKeptIsFound() {
        recent.keep(1, "one");

        assertThat(recent.find(1)).isEqualTo("one");
        assertThat(recent.find(2)).isNull();
    }

    @Test
    void whatWasNotUsedForLongestMakesRoom() {
        recent.keep(1, "one");
        for (int i = 2; i <= 501; i++) {
            recent.keep(i, "another");
            recent.find(1);
        }

        assertThat(recent.find(1)).isNotNull();
        assertThat(recent.find(2)).isNull();
    }
}

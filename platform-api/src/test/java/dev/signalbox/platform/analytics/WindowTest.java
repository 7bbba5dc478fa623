package dev.signalbox.platform.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WindowTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    @Test
    void sevenDaysAreTheDefault() {
        assertThat(Window.of(null, null, null, NOON)).isEqualTo(new Window(NOON.minus(Duration.ofDays(7)), NOON));
    }

    @Test
    void aLengthCountsBackFromNow() {
        assertThat(Window.of("90m", null, null, NOON).from()).isEqualTo(NOON.minus(Duration.ofMinutes(90)));
    }

    @Test
    void whatIsNoLengthIsRefused() {
        assertThatThrownBy(() -> Window.of("soon", null, null, NOON)).hasMessageContaining("window");
        assertThatThrownBy(() -> Window.of("0h", null, null, NOON)).hasMessageContaining("window");
        assertThatThrownBy(() -> Window.of("9999d", null, null, NOON)).hasMessageContaining("366 days");
    }

    @Test
    void anEmptyWindowIsRefused() {
        assertThatThrownBy(() -> Window.of(null, NOON, NOON, NOON)).hasMessageContaining("from");
    }

    @Test
    void tooManyPointsAreRefused() {
        var week = Window.of("7d", null, null, NOON);

        assertThatThrownBy(() -> Granularity.of("minute", week)).hasMessageContaining("1000 points");
        assertThat(Granularity.of(null, week)).isEqualTo(Granularity.DAY);
        assertThat(Granularity.of("hour", week)).isEqualTo(Granularity.HOUR);
    }
}

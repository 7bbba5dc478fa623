package dev.signalbox.connector.workqueue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.connector.ToolException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UlidTest {

    @Test
    void theTimeStandsAtTheFront() {
        var ids = new Ulid(Clock.fixed(Instant.ofEpochMilli(1_469_918_176_385L), ZoneOffset.UTC));

        assertThat(ids.next()).startsWith("01ARYZ6S41").matches("[0-9A-HJKMNP-TV-Z]{26}");
    }

    @Test
    void eachIsGreaterThanTheLastThoughTheClockGoesBack() {
        var clock = new Backwards();
        var ids = new Ulid(clock);
        var made = new ArrayList<String>();
        for (int i = 0; i < 1_000; i++) {
            made.add(ids.next());
        }

        assertThat(made).isSortedAccordingTo(String::compareTo).doesNotHaveDuplicates();
    }

    @Test
    void manyThreadsGetDifferentOnesInTheirOrder() throws Exception {
        var ids = new Ulid(Clock.systemUTC());
        var all = Collections.synchronizedSet(new HashSet<String>());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < 20; thread++) {
                threads.submit(() -> {
                    var before = "";
                    for (int i = 0; i < 500; i++) {
                        var id = ids.next();
                        assertThat(id).isGreaterThan(before);
                        all.add(id);
                        before = id;
                    }
                    return true;
                });
            }
        }

        assertThat(all).hasSize(10_000);
    }

    @Test
    void aPersonMayTypeItInLowerCase() {
        assertThat(Ulid.check("task_id", " 01aryz6s41tsv4rrffq69g5fav ")).isEqualTo("01ARYZ6S41TSV4RRFFQ69G5FAV");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "01ARYZ6S41TSV4RRFFQ69G5FA",
                "01ARYZ6S41TSV4RRFFQ69G5FAU",
                "81ARYZ6S41TSV4RRFFQ69G5FAV",
                "../../../../../../../../../"
            })
    void whatIsNoIdIsRefused(String text) {
        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> Ulid.check("task_id", text))
                .withMessageContaining("task_id");
    }

    private static final class Backwards extends Clock {

        private long now = 1_000_000;

        @Override
        public Instant instant() {
            return Instant.ofEpochMilli(now--);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}

package dev.signalbox.platform.triggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.platform.problem.ApiException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    /** Clocks go from 02:00 to 03:00 on 29 March 2026, and from 03:00 back to 02:00 on 25 October. */
    @Nested
    class InBerlin {

        private static final String ZONE = "Europe/Berlin";

        @Test
        void aTimeIsThatOfTheClockOnTheWallInSummerAndWinter() {
            assertThat(from("0 9 * * *", ZONE, "2026-03-28T00:00:00Z", 2))
                    .containsExactly("2026-03-28T08:00:00Z", "2026-03-29T07:00:00Z");
        }

        @Test
        void aTimeThatIsLeftOutFiresWhenTheGapEnds() {
            assertThat(from("30 2 * * *", ZONE, "2026-03-28T12:00:00Z", 2))
                    .containsExactly("2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
        }

        @Test
        void severalTimesThatAreLeftOutFireOnce() {
            assertThat(from("*/15 2,3 * * *", ZONE, "2026-03-28T12:00:00Z", 4))
                    .containsExactly(
                            "2026-03-29T01:00:00Z",
                            "2026-03-29T01:15:00Z",
                            "2026-03-29T01:30:00Z",
                            "2026-03-29T01:45:00Z");
        }

        @Test
        void aTimeThatComesTwiceFiresTheFirstTime() {
            assertThat(from("30 2 * * *", ZONE, "2026-10-24T12:00:00Z", 2))
                    .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
        }

        @Test
        void everyHourGoesOnThroughTheGap() {
            assertThat(from("30 * * * *", ZONE, "2026-03-29T00:00:00Z", 3))
                    .containsExactly("2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z", "2026-03-29T02:30:00Z");
        }

        @Test
        void everyHourGoesOnThroughTheOverlap() {
            assertThat(from("@hourly", ZONE, "2026-10-24T23:30:00Z", 4))
                    .containsExactly(
                            "2026-10-25T00:00:00Z",
                            "2026-10-25T01:00:00Z",
                            "2026-10-25T02:00:00Z",
                            "2026-10-25T03:00:00Z");
        }

        @Test
        void everySecondHourIsATimeOnTheWall() {
            assertThat(from("0 */2 * * *", ZONE, "2026-10-24T22:00:00Z", 2))
                    .containsExactly("2026-10-25T00:00:00Z", "2026-10-25T03:00:00Z");
        }
    }

    /** 02:00 to 03:00 on 8 March 2026, 02:00 back to 01:00 on 1 November. */
    @Nested
    class InNewYork {

        private static final String ZONE = "America/New_York";

        @Test
        void aTimeThatIsLeftOutFiresWhenTheGapEnds() {
            assertThat(from("5 2 * * *", ZONE, "2026-03-07T12:00:00Z", 2))
                    .containsExactly("2026-03-08T07:00:00Z", "2026-03-09T06:05:00Z");
        }

        @Test
        void aTimeThatComesTwiceFiresTheFirstTime() {
            assertThat(from("30 1 * * *", ZONE, "2026-10-31T12:00:00Z", 2))
                    .containsExactly("2026-11-01T05:30:00Z", "2026-11-02T06:30:00Z");
        }

        @Test
        void everyQuarterOfAnHourComesFourTimesInEachRealHour() {
            assertThat(from("*/15 * * * *", ZONE, "2026-11-01T04:59:00Z", 12))
                    .containsExactlyElementsOf(java.util.stream.Stream.iterate(
                                    Instant.parse("2026-11-01T05:00:00Z"), at -> at.plusSeconds(900))
                            .limit(12)
                            .map(Instant::toString)
                            .toList());
        }
    }

    /** Half an hour: 02:00 to 02:30 on 4 October 2026, 02:00 back to 01:30 on 5 April. */
    @Nested
    class OnLordHoweIsland {

        private static final String ZONE = "Australia/Lord_Howe";

        @Test
        void aTimeThatIsLeftOutFiresWhenTheGapEnds() {
            assertThat(from("15 2 * * *", ZONE, "2026-10-03T00:00:00Z", 2))
                    .containsExactly("2026-10-03T15:30:00Z", "2026-10-04T15:15:00Z");
        }

        @Test
        void aTimeThatComesTwiceFiresTheFirstTime() {
            assertThat(from("45 1 * * *", ZONE, "2026-04-04T00:00:00Z", 2))
                    .containsExactly("2026-04-04T14:45:00Z", "2026-04-05T15:15:00Z");
        }

        @Test
        void everyHourLosesNoHourInTheGap() {
            assertThat(from("15 * * * *", ZONE, "2026-10-03T14:00:00Z", 3))
                    .containsExactly("2026-10-03T14:45:00Z", "2026-10-03T15:45:00Z", "2026-10-03T16:15:00Z");
        }

        @Test
        void everyHourFiresEachTimeItsMinuteIsShown() {
            assertThat(from("30 * * * *", ZONE, "2026-04-04T14:00:00Z", 3))
                    .containsExactly("2026-04-04T14:30:00Z", "2026-04-04T15:00:00Z", "2026-04-04T16:00:00Z");
        }
    }

    @Test
    void midnightThatIsLeftOutFiresAtTheFirstMomentOfTheDay() {
        assertThat(from("@daily", "America/Santiago", "2026-09-05T12:00:00Z", 1))
                .containsExactly("2026-09-06T04:00:00Z");
    }

    @Test
    void aDayThatIsLeftOutFiresAtTheStartOfTheNext() {
        assertThat(from("0 12 30 12 *", "Pacific/Apia", "2011-12-01T00:00:00Z", 1))
                .containsExactly("2011-12-30T10:00:00Z");
    }

    @Test
    void aDayThatBeginsBeforeTheLastHasEndedIsInOrder() {
        assertThat(from("*/30 * * * *", "America/St_Johns", "2010-11-07T02:15:00Z", 5))
                .containsExactly(
                        "2010-11-07T02:30:00Z",
                        "2010-11-07T03:00:00Z",
                        "2010-11-07T03:30:00Z",
                        "2010-11-07T04:00:00Z",
                        "2010-11-07T04:30:00Z");
    }

    @Test
    void february29thComesInLeapYears() {
        assertThat(from("0 0 29 2 *", "UTC", "2096-03-01T00:00:00Z", 2))
                .containsExactly("2104-02-29T00:00:00Z", "2108-02-29T00:00:00Z");
    }

    @Test
    void february30thNeverComes() {
        assertThat(Schedule.of("0 0 30 2 *", "UTC").next(Instant.EPOCH)).isEmpty();
    }

    @Test
    void nothingFiresOutsideOfItsDates() {
        var schedule = new Schedule(
                Cron.of("@daily"),
                ZoneId.of("UTC"),
                Instant.parse("2026-01-10T00:00:00Z"),
                Instant.parse("2026-01-11T00:00:00Z"));

        assertThat(schedule.upcoming(Instant.EPOCH, 9))
                .containsExactly(Instant.parse("2026-01-10T00:00:00Z"), Instant.parse("2026-01-11T00:00:00Z"));
    }

    @Test
    void theLatestFiresAreTheEndOfAllFires() {
        var schedule = Schedule.of("*/10 * * * *", "Europe/Berlin");
        var since = Instant.parse("2026-10-24T12:00:00Z");
        var all = schedule.upcoming(since.minusNanos(1), 200);

        var latest = schedule.latest(since, all.getLast(), 7);

        assertThat(latest).isEqualTo(all.subList(193, 200));
        assertThat(schedule.latest(since, since, 7)).containsExactly(since);
    }

    @Test
    void aZoneIsOneOfTheIanaNames() {
        for (String wrong : List.of("Europe/Berln", "+02:00", "", "berlin")) {
            assertThatThrownBy(() -> Schedule.of("@daily", wrong))
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("time_zone");
        }
    }

    private static List<String> from(String cron, String zone, String after, int count) {
        return Schedule.of(cron, zone).upcoming(Instant.parse(after), count).stream()
                .map(Instant::toString)
                .toList();
    }
}

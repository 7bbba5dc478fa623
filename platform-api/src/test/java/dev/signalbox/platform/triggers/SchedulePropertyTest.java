package dev.signalbox.platform.triggers;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for any expression in any zone around any change of its clocks. A failure tells its seed. */
class SchedulePropertyTest {

    private static final int TRIES = 40;
    private static final String BY_HALF_AN_HOUR = "Australia/Lord_Howe";
    private static final List<String> ZONES = List.of(
            "Europe/Berlin",
            "America/New_York",
            BY_HALF_AN_HOUR,
            "America/St_Johns",
            "America/Santiago",
            "Africa/Casablanca",
            "Asia/Gaza",
            "Pacific/Apia");

    private final long seed = Long.getLong("seed", System.nanoTime());
    private final Random random = new Random(seed);

    @Test
    void firesAreInOrderAndNoneIsBetweenTwo() {
        for (int i = 0; i < TRIES; i++) {
            var one = any("* */2 1-12 7");
            var fires = one.fires();

            assertThat(fires).as(one.name()).isSorted().doesNotHaveDuplicates();
            for (int n = 1; n < fires.size(); n++) {
                var middle = fires.get(n - 1)
                        .plus(Duration.between(fires.get(n - 1), fires.get(n)).dividedBy(2));
                assertThat(one.schedule().next(middle)).as(one.name()).contains(fires.get(n));
            }
        }
    }

    @Test
    void everyTimeOnTheWallFiresExactlyOnce() {
        for (int i = 0; i < TRIES; i++) {
            var one = any("7 0-5 1,2,23 0");
            var expected = new TreeSet<Instant>();
            for (LocalDateTime wall : one.walls()) {
                expected.add(once(wall, one.zone()));
            }

            assertThat(one.fires())
                    .as(one.name())
                    .containsExactlyElementsOf(
                            expected.stream().filter(one::isWithin).toList());
        }
    }

    @Test
    void noTimeOnTheWallFiresTwice() {
        for (int i = 0; i < TRIES; i++) {
            var one = any("7 0-5 1,2,23 0");
            var shown = new HashSet<LocalDateTime>();

            for (Instant fire : one.fires()) {
                assertThat(shown.add(LocalDateTime.ofInstant(fire, one.zone())))
                        .as(one.name() + fire)
                        .isTrue();
            }
        }
    }

    @Test
    void everyHourFiresWheneverAClockShowsItsMinute() {
        for (int i = 0; i < TRIES; i++) {
            var one = any("* 0-23");
            var shown = Stream.iterate(one.start(), at -> !at.isAfter(one.end()), at -> at.plusSeconds(60))
                    .filter(at -> one.cron().minute().has(at.atZone(one.zone()).getMinute()))
                    .toList();

            assertThat(one.fires()).as(one.name()).containsAll(shown);
        }
    }

    @Test
    void everyHourLeavesNoLongerPauseThanAnHourAndTheShift() {
        for (int i = 0; i < TRIES; i++) {
            var one = any("* 0-23");
            var fires = one.fires();

            for (int n = 1; n < fires.size(); n++) {
                var pause = Duration.between(fires.get(n - 1), fires.get(n));
                var longest = Duration.ofMinutes(one.zone().getId().equals(BY_HALF_AN_HOUR) ? 90 : 60);
                assertThat(pause).as(one.name()).isLessThanOrEqualTo(longest);
            }
        }
    }

    /** The rule as the manual says it, written another way than the schedule computes it. */
    private static Instant once(LocalDateTime wall, ZoneId zone) {
        ZoneOffsetTransition change = zone.getRules().getTransition(wall);
        return change != null && change.isGap()
                ? change.getInstant()
                : wall.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }

    /** @param hours a choice of hour fields, told apart by blanks */
    private Case any(String hours) {
        var zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
        var rules = zone.getRules();
        var from = LocalDate.of(2005, 1, 1)
                .plusDays(random.nextInt(8000))
                .atStartOfDay(zone)
                .toInstant();
        var change = rules.nextTransition(from);
        var minute = List.of("0", "30", "59", "*/15", "5-50/9", "1,31").get(random.nextInt(6));
        var hour = hours.split(" ")[random.nextInt(hours.split(" ").length)];
        var middle = change == null ? from : change.getInstant();
        return new Case(
                seed,
                "%s %s * * *".formatted(minute, hour),
                zone,
                middle.minus(Duration.ofHours(40)),
                middle.plus(Duration.ofHours(40)));
    }

    private record Case(long seed, String text, ZoneId zone, Instant start, Instant end) {

        String name() {
            return "seed %d: \"%s\" in %s from %s ".formatted(seed, text, zone, start);
        }

        Cron cron() {
            return Cron.of(text);
        }

        Schedule schedule() {
            return new Schedule(cron(), zone, start, end);
        }

        List<Instant> fires() {
            return schedule().upcoming(Instant.EPOCH, 10_000);
        }

        boolean isWithin(Instant fire) {
            return !fire.isBefore(start) && !fire.isAfter(end);
        }

        /** Every time the expression names, of the days around the change. */
        List<LocalDateTime> walls() {
            var first = LocalDate.ofInstant(start, zone).minusDays(2);
            return first.datesUntil(LocalDate.ofInstant(end, zone).plusDays(3))
                    .flatMap(day -> cron().times().stream().map(day::atTime))
                    .toList();
        }
    }
}

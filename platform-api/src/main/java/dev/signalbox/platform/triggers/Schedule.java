package dev.signalbox.platform.triggers;

import dev.signalbox.platform.problem.ApiException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The moments at which a cron expression fires in a time zone. Where clocks go forward, a time that is left out fires once, when
 * they have; where they go back, a time that comes twice fires the first time. An expression for every hour goes on through
 * both: it fires each time that a clock shows its minute, and a minute that is left out fires when it would have come without
 * the change. Immutable.
 */
final class Schedule {

    /** The longest wait there is: February 29th on a given day of the week, over a year like 2100. */
    private static final int HORIZON_YEARS = 41;

    private final Cron cron;
    private final ZoneId zone;
    private final Instant from;
    private final Instant to;
    private final List<LocalTime> times;

    /**
     * @param from nothing fires before, or null
     * @param to nothing fires after, or null
     */
    Schedule(Cron cron, ZoneId zone, @Nullable Instant from, @Nullable Instant to) {
        this.cron = cron;
        this.zone = zone;
        this.from = from == null ? Instant.EPOCH : from;
        this.to = to == null ? Instant.MAX : to;
        this.times = cron.times();
    }

    /** @throws ApiException INVALID_ARGUMENT when the expression or the zone cannot be read */
    static Schedule of(String cron, String zone) {
        return new Schedule(Cron.of(cron), zone(zone), null, null);
    }

    static ZoneId zone(String name) {
        if (!ZoneId.getAvailableZoneIds().contains(name)) {
            throw ApiException.invalid(
                    "time_zone", "\"%s\" is no IANA time zone; write one like Europe/Berlin or UTC".formatted(name));
        }
        return ZoneId.of(name);
    }

    /** Empty when it fires no more. */
    Optional<Instant> next(Instant after) {
        Instant behind = after.isBefore(from) ? from.minusNanos(1) : after;
        LocalDate first = dateOf(behind).minusDays(1);
        return Stream.iterate(first, day -> day.plusDays(1))
                .takeWhile(day -> day.isBefore(first.plusYears(HORIZON_YEARS)))
                .filter(day -> on(day).higher(behind) != null)
                .findFirst()
                .map(day -> around(day).higher(behind))
                .filter(found -> !found.isAfter(to));
    }

    /** The first so many from a moment on. */
    List<Instant> upcoming(Instant after, int count) {
        return Stream.iterate(next(after), Optional::isPresent, last -> next(last.orElseThrow()))
                .limit(count)
                .map(Optional::orElseThrow)
                .toList();
    }

    /** The last so many from {@code since} to {@code until}, both included, in order. */
    List<Instant> latest(Instant since, Instant until, int count) {
        Instant start = since.isBefore(from) ? from : since;
        Instant end = until.isAfter(to) ? to : until;
        var found = new TreeSet<Instant>();
        LocalDate first = dateOf(since).minusDays(1);
        for (LocalDate day = dateOf(until); !day.isBefore(first) && found.size() < count; day = day.minusDays(1)) {
            around(day).stream()
                    .filter(fire -> !fire.isBefore(start) && !fire.isAfter(end))
                    .forEach(found::add);
        }
        return found.stream().skip(Math.max(0, found.size() - count)).toList();
    }

    /** Where clocks go back over midnight, a day begins before the one before it has ended. */
    private NavigableSet<Instant> around(LocalDate day) {
        var fires = on(day);
        fires.addAll(on(day.plusDays(1)));
        fires.addAll(on(day.minusDays(1)));
        return fires;
    }

    private NavigableSet<Instant> on(LocalDate day) {
        var fires = new TreeSet<Instant>();
        if (cron.isOn(day)) {
            times.forEach(time -> fires.addAll(instants(day.atTime(time))));
        }
        return fires;
    }

    private List<Instant> instants(LocalDateTime wall) {
        var rules = zone.getRules();
        var offsets = rules.getValidOffsets(wall);
        if (offsets.isEmpty()) {
            var gap = rules.getTransition(wall);
            return List.of(cron.isHourly() ? wall.toInstant(gap.getOffsetBefore()) : gap.getInstant());
        }
        return offsets.stream()
                .limit(cron.isHourly() ? 2 : 1)
                .map(wall::toInstant)
                .toList();
    }

    private LocalDate dateOf(Instant moment) {
        return LocalDate.ofInstant(moment, zone);
    }
}

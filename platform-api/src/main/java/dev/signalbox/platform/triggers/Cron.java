package dev.signalbox.platform.triggers;

import dev.signalbox.platform.problem.ApiException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** When on a clock on the wall: five fields, as crontab(5) reads them. ADR 80. */
record Cron(CronField minute, CronField hour, CronField day, CronField month, CronField weekday) {

    private static final long EVERY_HOUR = (1L << 24) - 1;

    private static final Map<String, String> NAMED = Map.of(
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *",
            "@monthly", "0 0 1 * *",
            "@weekly", "0 0 * * 0",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@hourly", "0 * * * *");

    /** @throws ApiException INVALID_ARGUMENT that names the field at fault */
    static Cron of(String text) {
        String expression = text.strip();
        if (expression.startsWith("@")) {
            expression = NAMED.get(expression.toLowerCase(Locale.ROOT));
        }
        if (expression == null) {
            throw ApiException.invalid(
                    "cron", "knows the names @hourly, @daily, @midnight, @weekly, @monthly, @yearly and @annually");
        }
        String[] fields = expression.split("\\s+", -1);
        if (fields.length != 5) {
            throw ApiException.invalid(
                    "cron",
                    "needs 5 fields (minute, hour, day of month, month, day of week) and has "
                            + (expression.isEmpty() ? 0 : fields.length));
        }
        return new Cron(
                CronField.Kind.MINUTE.read(fields[0]),
                CronField.Kind.HOUR.read(fields[1]),
                CronField.Kind.DAY.read(fields[2]),
                CronField.Kind.MONTH.read(fields[3]),
                CronField.Kind.WEEKDAY.read(fields[4]));
    }

    /** When both fields for days restrict, one of them is enough. */
    boolean isOn(LocalDate date) {
        boolean byDay = day.has(date.getDayOfMonth());
        boolean byWeekday = weekday.has(date.getDayOfWeek().getValue() % 7);
        boolean oneIsEnough = !day.star() && !weekday.star();
        return month.has(date.getMonthValue()) && (oneIsEnough ? (byDay || byWeekday) : (byDay && byWeekday));
    }

    List<LocalTime> times() {
        return hour.numbers()
                .boxed()
                .flatMap(h -> minute.numbers().mapToObj(m -> LocalTime.of(h, m)))
                .toList();
    }

    /** Such an expression means an interval of real time; any other means a time on the wall. */
    boolean isHourly() {
        return hour.bits() == EVERY_HOUR;
    }
}

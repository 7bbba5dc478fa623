package dev.signalbox.platform.triggers;

import dev.signalbox.platform.problem.ApiException;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * One field of a cron expression.
 *
 * @param bits the numbers it stands for, each as a bit
 * @param star whether it begins with a star: of the two fields for days such a one does not restrict
 */
record CronField(long bits, boolean star) {

    private static final List<String> MONTHS =
            List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC");
    private static final List<String> WEEKDAYS = List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT");

    enum Kind {
        MINUTE("minute", 0, 59),
        HOUR("hour", 0, 23),
        DAY("day of month", 1, 31),
        MONTH("month", 1, 12),
        /** Sunday is 0, and 7 too. */
        WEEKDAY("day of week", 0, 7);

        private final String words;
        private final int first;
        private final int last;

        Kind(String words, int first, int last) {
            this.words = words;
            this.first = first;
            this.last = last;
        }

        private List<String> names() {
            return switch (this) {
                case MONTH -> MONTHS;
                case WEEKDAY -> WEEKDAYS;
                case MINUTE, HOUR, DAY -> List.of();
            };
        }

        CronField read(String text) {
            long bits = 0;
            for (String item : text.split(",", -1)) {
                bits |= item(item);
            }
            long sundayTwice = 1L << 7;
            if (this == WEEKDAY && (bits & sundayTwice) != 0) {
                bits = (bits & ~sundayTwice) | 1;
            }
            return new CronField(bits, text.startsWith("*"));
        }

        /** A star, a number or a range; behind a star or a range also a step. */
        private long item(String item) {
            String[] parts = item.split("/", -1);
            String[] ends = parts[0].equals("*") ? new String[] {"" + first, "" + last} : parts[0].split("-", -1);
            if (parts.length > 2 || ends.length > 2 || (parts.length == 2 && ends.length == 1)) {
                throw unreadable(item);
            }
            int from = number(ends[0], item);
            int to = number(ends[ends.length - 1], item);
            if (from > to) {
                throw wrong("\"%s\" runs backwards; write two ranges".formatted(item));
            }
            int step = parts.length == 2 ? step(parts[1], item) : 1;
            return IntStream.iterate(from, n -> n <= to, n -> n + step)
                    .mapToLong(n -> 1L << n)
                    .reduce(0, (a, b) -> a | b);
        }

        private int number(String text, String item) {
            int name = names().indexOf(text.toUpperCase(Locale.ROOT));
            if (name >= 0) {
                return name + first;
            }
            if (!text.matches("\\d{1,2}")) {
                throw unreadable(item);
            }
            int number = Integer.parseInt(text);
            if (number < first || number > last) {
                throw wrong("%d is not between %d and %d".formatted(number, first, last));
            }
            return number;
        }

        private int step(String text, String item) {
            if (!text.matches("[1-9]\\d?")) {
                throw unreadable(item);
            }
            return Integer.parseInt(text);
        }

        private ApiException unreadable(String item) {
            return wrong("\"%s\" is none of *, 5, 1-5, */5, 1-30/5, or a list of those".formatted(item));
        }

        private ApiException wrong(String why) {
            return ApiException.invalid("cron", words + ": " + why);
        }
    }

    boolean has(int number) {
        return (bits >> number & 1) == 1;
    }

    IntStream numbers() {
        return IntStream.range(0, Long.SIZE - 1).filter(this::has);
    }
}

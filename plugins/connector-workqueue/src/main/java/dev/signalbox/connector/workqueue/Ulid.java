package dev.signalbox.connector.workqueue;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Makes ids that sort by the time they were made: 48 bits of milliseconds and 80 random ones, in 26 characters of Crockford's
 * alphabet. Guarantee: one of these makes no id that is not greater than its last, even when the clock stands still or goes back.
 * Thread-safe.
 */
final class Ulid {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final Pattern FORM = Pattern.compile("[0-7][0-9A-HJKMNP-TV-Z]{25}");
    private static final int LENGTH = 26;
    private static final int RANDOM_BITS = 80;
    private static final BigInteger LAST =
            BigInteger.ONE.shiftLeft(48 + RANDOM_BITS).subtract(BigInteger.ONE);

    private final SecureRandom random = new SecureRandom();
    private final Clock clock;
    private BigInteger last = BigInteger.ZERO;

    Ulid(Clock clock) {
        this.clock = clock;
    }

    synchronized String next() {
        var fresh = BigInteger.valueOf(clock.millis()).shiftLeft(RANDOM_BITS).or(new BigInteger(RANDOM_BITS, random));
        var sameMillisecond = fresh.shiftRight(RANDOM_BITS).compareTo(last.shiftRight(RANDOM_BITS)) <= 0;
        last = sameMillisecond ? last.add(BigInteger.ONE) : fresh;
        if (last.compareTo(LAST) > 0) {
            throw new IllegalStateException("There are no greater ids");
        }
        return text(last);
    }

    /** @throws dev.signalbox.connector.ToolException when it is no id */
    static String check(String argument, String text) {
        var id = text.strip().toUpperCase(Locale.ROOT);
        if (!FORM.matcher(id).matches()) {
            throw Refusal.invalid(argument, "is not an id; ids look like 01JDV3Z2M8W4Q6T9K0XB5HNRCE");
        }
        return id;
    }

    private static String text(BigInteger value) {
        var text = new StringBuilder(LENGTH);
        for (int i = LENGTH - 1; i >= 0; i--) {
            text.append(ALPHABET.charAt(value.shiftRight(i * 5).intValue() & 31));
        }
        return text.toString();
    }
}

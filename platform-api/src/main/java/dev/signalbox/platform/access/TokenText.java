package dev.signalbox.platform.access;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * The text of a token: a prefix that names its kind, 30 random base62 characters (178 bits), and 6 of their CRC32, so that a
 * mistyped token is refused without asking the database and a secret scanner can tell a real one.
 */
public final class TokenText {

    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM = 30;
    private static final int CHECKSUM = 6;
    private static final Pattern FORM = Pattern.compile("(pat|wrt|apr|inv)_[0-9A-Za-z]{36}");
    private static final SecureRandom SECURE = new SecureRandom();

    private TokenText() {}

    /** The kinds of token, by their prefix. */
    public enum Kind {
        PAT,
        WRT,
        APR,
        INV;

        String prefix() {
            return name().toLowerCase(java.util.Locale.ROOT) + "_";
        }

        /** The kind a token says it is, valid or not; empty for what has none of our prefixes. */
        static Optional<Kind> of(String token) {
            return Arrays.stream(values())
                    .filter(kind -> token.startsWith(kind.prefix()))
                    .findFirst();
        }
    }

    public static String random(Kind kind) {
        var text = new StringBuilder(RANDOM);
        for (int i = 0; i < RANDOM; i++) {
            text.append(BASE62.charAt(SECURE.nextInt(BASE62.length())));
        }
        return kind.prefix() + text + checksum(text.toString());
    }

    public static boolean wellFormed(Kind kind, String token) {
        if (!token.startsWith(kind.prefix()) || !FORM.matcher(token).matches()) {
            return false;
        }
        String body = token.substring(kind.prefix().length());
        return checksum(body.substring(0, RANDOM)).equals(body.substring(RANDOM));
    }

    /** Base62 of the CRC32 of the random part, padded to six characters, digits before capitals before small letters. */
    static String checksum(String random) {
        var crc = new CRC32();
        crc.update(random.getBytes(StandardCharsets.US_ASCII));
        var text = new StringBuilder();
        for (long rest = crc.getValue(); text.length() < CHECKSUM; rest /= BASE62.length()) {
            text.append(BASE62.charAt((int) (rest % BASE62.length())));
        }
        return text.reverse().toString();
    }
}

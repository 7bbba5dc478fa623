package dev.signalbox.platform.llm;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.connector.Secret;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Guarantee: a provider that quotes our key, in whatever spelling it is likely to, does not get it into a message of ours. */
final class Masking {

    private static final String MASK = "***";
    private static final int SHORTEST_KEY = 8;
    private static final Pattern CREDENTIAL =
            Pattern.compile("(?i:bearer)\\s+[A-Za-z0-9._~+/=-]{8,}|\\bsk-[A-Za-z0-9_*.-]{6,}");

    private Masking() {}

    static String of(String text, Optional<Secret> key) {
        var masked = text;
        for (var spelling : key.map(Masking::spellings).orElseGet(Stream::empty).toList()) {
            masked = masked.replace(spelling, MASK);
        }
        return CREDENTIAL.matcher(masked).replaceAll(MASK);
    }

    private static Stream<String> spellings(Secret key) {
        var plain = key.reveal();
        // A short word may be part of any sentence, and is nobody's key.
        return plain.length() < SHORTEST_KEY
                ? Stream.empty()
                : Stream.of(
                        plain,
                        URLEncoder.encode(plain, UTF_8),
                        Base64.getEncoder().withoutPadding().encodeToString(plain.getBytes(UTF_8)));
    }
}

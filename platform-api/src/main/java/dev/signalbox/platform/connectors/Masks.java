package dev.signalbox.platform.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.connector.Credential;
import dev.signalbox.connector.Secret;
import dev.signalbox.platform.schemas.RecordJson;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * Guarantee: what comes back from a call holds none of the secrets it was made with, be it plain, in base64, in the encoding of
 * addresses, or escaped as in JSON. A secret of fewer than four characters is not looked for: it is part of any text.
 */
final class Masks {

    static final String MASK = "[secret]";

    private static final int SHORTEST = 4;
    private static final Pattern HEX = Pattern.compile("%[0-9A-F]{2}");

    private final List<String> spellings;

    private Masks(Stream<String> values) {
        // The longest first: a spelling may contain another.
        this.spellings = values.filter(value -> value.length() >= SHORTEST)
                .flatMap(Masks::spellings)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    static Masks of(Credential credential, List<Secret> secrets) {
        var values = new ArrayList<String>();
        secrets.forEach(secret -> values.add(secret.reveal()));
        switch (credential) {
            case Credential.None() -> {}
            case Credential.ApiKey(var key) -> values.add(key.reveal());
            case Credential.Bearer(var token) -> values.add(token.reveal());
            case Credential.Basic(var username, var password) -> {
                values.add(password.reveal());
                values.add(username + ":" + password.reveal());
            }
        }
        return new Masks(values.stream());
    }

    ToolOutcome of(ToolOutcome outcome) {
        if (spellings.isEmpty()) {
            return outcome;
        }
        return switch (outcome) {
            case ToolOutcome.Success success -> new ToolOutcome.Success(json(success.structured()));
            case ToolOutcome.Failure failure ->
                new ToolOutcome.Failure(
                        failure.code(), text(failure.message()), failure.retryable(), failure.retryAfter());
            case ToolOutcome.Unknown unknown -> new ToolOutcome.Unknown(text(unknown.message()));
        };
    }

    String text(String text) {
        var masked = text;
        for (var spelling : spellings) {
            masked = masked.replace(spelling, MASK);
        }
        return masked;
    }

    private JsonNode json(JsonNode value) {
        return switch (value) {
            case ObjectNode object -> {
                ObjectNode masked = JsonNodeFactory.instance.objectNode();
                object.properties().forEach(field -> masked.set(text(field.getKey()), json(field.getValue())));
                yield masked;
            }
            case ArrayNode array -> {
                ArrayNode masked = JsonNodeFactory.instance.arrayNode(array.size());
                array.forEach(item -> masked.add(json(item)));
                yield masked;
            }
            case StringNode text -> JsonNodeFactory.instance.stringNode(text(text.stringValue()));
            default -> scalar(value);
        };
    }

    /** A secret of digits comes back as a number. */
    private JsonNode scalar(JsonNode value) {
        return value.isNumber() && spellings.contains(value.asString())
                ? JsonNodeFactory.instance.stringNode(MASK)
                : value;
    }

    private static Stream<String> spellings(String plain) {
        var bytes = plain.getBytes(UTF_8);
        var url = URLEncoder.encode(plain, UTF_8);
        var quoted = RecordJson.MAPPER.writeValueAsString(plain);
        return Stream.concat(
                Stream.of(
                        plain,
                        url,
                        url.replace("+", "%20"),
                        lowerHex(url),
                        lowerHex(url.replace("+", "%20")),
                        quoted.substring(1, quoted.length() - 1),
                        quoted.substring(1, quoted.length() - 1).replace("/", "\\/")),
                Stream.concat(
                        Stream.of(
                                Base64.getEncoder().encodeToString(bytes),
                                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                                Base64.getUrlEncoder().encodeToString(bytes),
                                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes)),
                        inBase64(bytes)));
    }

    private static String lowerHex(String url) {
        return HEX.matcher(url).replaceAll(hex -> hex.group().toLowerCase(Locale.ROOT));
    }

    /** Wherever in a longer text it begins: of each of the three alignments the part that is the secret's alone. */
    private static Stream<String> inBase64(byte[] bytes) {
        return Stream.of(0, 1, 2).flatMap(shift -> {
            var shifted = new byte[shift + bytes.length];
            System.arraycopy(bytes, 0, shifted, shift, bytes.length);
            var text = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            int from = (shift * 8 + 5) / 6;
            int to = shifted.length * 8 / 6;
            return to - from < SHORTEST
                    ? Stream.empty()
                    : Stream.of(
                            text.substring(from, to),
                            text.substring(from, to).replace('+', '-').replace('/', '_'));
        });
    }
}

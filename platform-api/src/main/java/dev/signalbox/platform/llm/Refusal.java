package dev.signalbox.platform.llm;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.connector.ConnectorHttp.Response;
import dev.signalbox.platform.schemas.RecordJson;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * An answer that is none, as both wires write it: {@code {"error": {"message": …}}}, or a text beside {@code error}.
 *
 * @param message empty when the answer is not in that form: then it is a proxy's page, and helps nobody
 * @param accountIsEmpty waiting does not help: somebody has to pay
 */
record Refusal(String message, boolean accountIsEmpty, Optional<Duration> retryAfter) {

    private static final int LONGEST = 500;
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    static Refusal of(Response response) {
        JsonNode error = read(response).path("error");
        String said =
                error.isString() ? error.stringValue() : error.path("message").asString("");
        return new Refusal(
                shortened(said),
                error.path("code").asString("").equals("insufficient_quota"),
                response.header("retry-after").flatMap(Refusal::wait));
    }

    private static JsonNode read(Response response) {
        try {
            return RecordJson.MAPPER.readTree(response.body().text(UTF_8));
        } catch (JacksonException _) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    private static String shortened(String said) {
        var line = said.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    /** In seconds or as a date; what is neither is not heeded. */
    private static Optional<Duration> wait(String header) {
        try {
            var wait = header.strip().chars().allMatch(Character::isDigit)
                    ? Duration.ofSeconds(Long.parseLong(header.strip()))
                    : Duration.between(Instant.now(), date(header.strip()));
            return wait.isPositive()
                    ? Optional.of(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT)
                    : Optional.empty();
        } catch (DateTimeException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static Instant date(String text) {
        return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
    }
}

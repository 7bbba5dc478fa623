package dev.signalbox.platform.problem;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Whether a body is JSON of which everybody makes the same: RFC 8259 leaves open what a member twice, half a character or a
 * number beyond all numbers means, and databases, scripts and other systems each take them in their own way.
 */
final class BodyCheck {

    static final int DEEPEST = 256;

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
            .build();

    private final JsonParser parser;
    private final Deque<Set<String>> open = new ArrayDeque<>();

    private BodyCheck(JsonParser parser) {
        this.parser = parser;
    }

    /** @throws ApiException INVALID_ARGUMENT that says what is wrong and where; what is no JSON at all is left to the reader */
    static void check(byte[] body) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), body)) {
            new BodyCheck(parser).run();
        } catch (StreamConstraintsException _) {
            throw new ApiException(
                    ErrorCode.INVALID_ARGUMENT,
                    "The body is nested deeper than %d levels, or has a number of more than 1000 digits or a name of more than 50000 characters."
                            .formatted(DEEPEST));
        } catch (JacksonException _) {
            // Told by whoever reads it next, in their words.
        }
    }

    private void run() {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
            switch (token) {
                case START_OBJECT -> open.push(new HashSet<>());
                case END_OBJECT -> open.pop();
                case PROPERTY_NAME -> name(parser.currentName());
                case VALUE_STRING -> text(parser.getString());
                case VALUE_NUMBER_FLOAT -> number(parser.getDoubleValue());
                case START_ARRAY,
                        END_ARRAY,
                        VALUE_NUMBER_INT,
                        VALUE_TRUE,
                        VALUE_FALSE,
                        VALUE_NULL,
                        VALUE_EMBEDDED_OBJECT,
                        NOT_AVAILABLE -> {}
            }
        }
    }

    private void name(String name) {
        text(name);
        if (!open.getFirst().add(name)) {
            throw refuse("the member stands there twice; leave one of them out");
        }
    }

    private void text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                throw refuse("half of a character (\\u%04x); send both halves or neither".formatted((int) c));
            }
        }
    }

    private void number(double number) {
        if (Double.isInfinite(number)) {
            throw refuse("a number beyond 1.8e308; send it as text");
        }
    }

    private ApiException refuse(String what) {
        String at = parser.streamReadContext().pathAsPointer().toString();
        return new ApiException(
                ErrorCode.INVALID_ARGUMENT, "The body has at %s %s.".formatted(at.isEmpty() ? "its top" : at, what));
    }
}

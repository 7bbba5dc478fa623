package dev.signalbox.platform.schemas;

import dev.signalbox.connector.Secret;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/**
 * How records of connectors look as JSON: snake_case, enums in lower case, times in ISO 8601.
 *
 * <p>Guarantee: a {@link Secret} is never written; trying to is an error.
 */
public final class RecordJson {

    public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder().maxNestingDepth(200).build())
                    .build())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .enable(DeserializationFeature.USE_LONG_FOR_INTS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS, DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .addModule(new SimpleModule().addSerializer(new SecretRefusal()))
            .build();

    private RecordJson() {}

    /**
     * Makes a record of a value that fits its schema.
     *
     * @param what the words for the value in a message, such as {@code settings}
     * @throws ToolException as the record's own constructor says, or INVALID_ARGUMENT when it refuses in another way
     */
    public static <R extends Record> R bind(JsonNode value, Class<R> type, String what) {
        try {
            return MAPPER.treeToValue(value, type);
        } catch (JacksonException e) {
            if (e.getCause() instanceof ToolException said) {
                throw said;
            }
            // A check in the record's constructor, or a number beyond its type: in either case the caller's to correct.
            throw new ToolException(
                    Reason.INVALID_ARGUMENT, "The %s do not fit: %s".formatted(what, e.getOriginalMessage()), e);
        }
    }

    /** Lets go of what was learned about classes, so that those of a plugin that has gone can be collected. */
    public static void forgetClasses() {
        MAPPER.clearCaches();
    }

    private static final class SecretRefusal extends StdSerializer<Secret> {

        private SecretRefusal() {
            super(Secret.class);
        }

        @Override
        public void serialize(Secret value, JsonGenerator generator, SerializationContext context) {
            context.reportMappingProblem("A secret is not written as JSON");
        }
    }
}

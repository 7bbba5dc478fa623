package dev.signalbox.platform.schemas;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.path.PathType;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * What a JSON value must look like: a JSON Schema 2020-12, ready to check with. Schemas come from outside, so references to
 * other documents are never followed. Immutable and thread-safe.
 */
public final class Shape {

    private static final int MOST_PROBLEMS = 20;

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12, registry -> registry.schemaCacheEnabled(false)
                    .schemaLoader(loader -> loader.fetchRemoteResources(false))
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .pathType(PathType.JSON_POINTER)
                            .locale(Locale.ROOT)
                            .build()));

    private static final Schema META =
            REGISTRY.getSchema(SchemaLocation.of(Dialects.getDraft202012().getId()));

    private final JsonNode json;
    private final Schema schema;

    private Shape(JsonNode json) {
        this.json = json;
        this.schema = REGISTRY.getSchema(json);
    }

    /** @param path a JSON pointer into the value, empty for the value itself */
    public record Problem(String path, String message) {}

    /** A value after defaults and coercion, and what is still wrong with it. */
    public record Filled(JsonNode value, List<Problem> problems) {

        public boolean valid() {
            return problems.isEmpty();
        }
    }

    /** @throws IllegalArgumentException when this is no schema, or one that refers to another document */
    public static Shape of(JsonNode schema) {
        try {
            var shape = new Shape(schema.deepCopy());
            shape.schema.initializeValidators();
            return shape;
        } catch (SchemaException e) {
            throw new IllegalArgumentException(
                    "This is not a JSON Schema 2020-12 that stands on its own: " + e.getMessage(), e);
        }
    }

    /** What is wrong with a document as a schema; {@link #of(JsonNode)} lets pass what it merely would not look at. */
    public static List<Problem> problemsOfSchema(JsonNode schema) {
        return problems(META, schema);
    }

    /** @throws IllegalArgumentException for a component whose type has no schema */
    public static Shape of(Class<? extends Record> record) {
        return of(RecordSchema.of(record));
    }

    public JsonNode json() {
        return json.deepCopy();
    }

    /** Applies defaults, turns text into the numbers and booleans the schema asks for, then checks. */
    public Filled fill(JsonNode value) {
        var filled = Filling.coerced(json, value);
        return new Filled(filled, problems(filled));
    }

    /** Checks the value as it is. */
    public List<Problem> problems(JsonNode value) {
        return problems(schema, value);
    }

    private static List<Problem> problems(Schema schema, JsonNode value) {
        return schema.validate(value).stream()
                .map(Shape::toProblem)
                .sorted(Comparator.comparing(Problem::path))
                .limit(MOST_PROBLEMS)
                .toList();
    }

    private static Problem toProblem(Error error) {
        return new Problem(error.getInstanceLocation().toString(), error.getMessage());
    }
}

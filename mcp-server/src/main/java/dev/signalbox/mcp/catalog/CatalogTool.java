package dev.signalbox.mcp.catalog;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.signalbox.mcp.platform.PlatformRequest;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A tool as the catalogue keeps it: what its record declares, and what follows from that. */
public final class CatalogTool {

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final Tool facts;
    private final ObjectNode input;
    private final ObjectNode output;
    private final Arguments arguments;
    private final Writer writer;

    private CatalogTool(Class<? extends Record> record, Tool facts) {
        this.facts = facts;
        this.input = RecordSchema.ofArguments(record);
        this.output = RecordSchema.ofAnswer(facts.answer());
        Schema schema = SCHEMAS.getSchema(input);
        this.arguments = new Arguments(schema, input);
        this.writer = facts.method() == Verb.ANY ? new Passthrough() : new Projection(record, facts);
    }

    /** @throws IllegalArgumentException when the record does not declare its tool */
    static CatalogTool of(Class<? extends Record> record) {
        Tool facts = record.getAnnotation(Tool.class);
        if (facts == null) {
            throw new IllegalArgumentException(record.getName() + " has no @Tool: say what it is.");
        }
        return new CatalogTool(record, facts);
    }

    public Tool facts() {
        return facts;
    }

    public String name() {
        return facts.name();
    }

    public ObjectNode input() {
        return input.deepCopy();
    }

    public ObjectNode output() {
        return output.deepCopy();
    }

    boolean hasArgument(String name) {
        return input.path("properties").has(name);
    }

    /** All that open something of it; the first shows it. */
    List<String> scopes() {
        if (facts.method() == Verb.ANY) {
            return CatalogPath.SCOPES;
        }
        return facts.scope().isEmpty() ? List.of() : List.of(facts.scope());
    }

    boolean isLocal(String argument) {
        return writer.isLocal(argument);
    }

    String nameAtOperation(String argument) {
        return writer.nameAtOperation(argument);
    }

    /** @return the arguments with their defaults
     * @throws InvalidArgumentsException when they do not fit the schema */
    ObjectNode checked(ObjectNode given) {
        return arguments.checked(given);
    }

    /** @throws InvalidArgumentsException when the arguments do not fit the schema */
    PlatformRequest request(ObjectNode given) {
        return writer.request(checked(given));
    }

    @Override
    public String toString() {
        return facts.name();
    }
}

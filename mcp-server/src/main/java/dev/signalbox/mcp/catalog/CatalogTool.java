package dev.signalbox.mcp.catalog;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.signalbox.mcp.platform.PlatformRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A tool as the catalogue keeps it: what its record declares or its connector tells, and what follows from that. */
public final class CatalogTool {

    private static final SchemaRegistry SCHEMAS = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    private final ToolFacts facts;
    private final ObjectNode input;
    private final @Nullable ObjectNode output;
    private final @Nullable Arguments arguments;
    private final Writer writer;
    private final String countedAs;
    private final List<String> hidden;
    private final boolean answeredHere;

    private CatalogTool(
            ToolFacts facts,
            ObjectNode input,
            @Nullable ObjectNode output,
            @Nullable Arguments arguments,
            Writer writer,
            String countedAs,
            List<String> hidden,
            boolean answeredHere) {
        this.facts = facts;
        this.input = input;
        this.output = output;
        this.arguments = arguments;
        this.writer = writer;
        this.countedAs = countedAs;
        this.hidden = hidden;
        this.answeredHere = answeredHere;
    }

    /** @throws IllegalArgumentException when the record does not declare its tool */
    static CatalogTool of(Class<? extends Record> record) {
        Tool declared = record.getAnnotation(Tool.class);
        if (declared == null) {
            throw new IllegalArgumentException(record.getName() + " has no @Tool: say what it is.");
        }
        ObjectNode input = RecordSchema.ofArguments(record);
        Schema schema = SCHEMAS.getSchema(input);
        return new CatalogTool(
                ToolFacts.of(declared),
                input,
                RecordSchema.ofAnswer(declared.answer()),
                new Arguments(schema, input),
                declared.method() == Verb.ANY ? new Passthrough() : new Projection(record, declared),
                declared.name(),
                Arrays.stream(record.getRecordComponents())
                        .filter(component -> component.isAnnotationPresent(Hidden.class))
                        .map(RecordSchema::name)
                        .toList(),
                record.isAnnotationPresent(AnsweredHere.class));
    }

    /**
     * One whose arguments the platform checks, since it fills them in as well.
     *
     * @param countedAs its name where nobody knows which instance is meant
     * @param instance null for the work queue, which is whichever instance serves it
     */
    static CatalogTool connected(ToolFacts facts, ObjectNode input, String countedAs, @Nullable String instance) {
        return new CatalogTool(
                facts, input, null, null, new Forwarding(facts.path(), instance), countedAs, List.of(), false);
    }

    public ToolFacts facts() {
        return facts;
    }

    public String name() {
        return facts.name();
    }

    public ObjectNode input() {
        return input.deepCopy();
    }

    /** Empty when the connector does not say. */
    public Optional<ObjectNode> output() {
        return Optional.ofNullable(output).map(ObjectNode::deepCopy);
    }

    /** Whether it is a connector's. */
    public boolean isConnected() {
        return writer instanceof Forwarding;
    }

    /** Whether its answer is what is known of the caller. */
    boolean isAnsweredHere() {
        return answeredHere;
    }

    /** Its name in rates and in the audit. */
    String countedAs() {
        return countedAs;
    }

    /** What a person says yes to: an instance is part of it, since another one may get its name. */
    ObjectNode confirmed(ObjectNode given) {
        return writer instanceof Forwarding forwarding ? forwarding.confirmed(given) : given;
    }

    /** The arguments that are secrets. */
    List<String> hidden() {
        return hidden;
    }

    /** What a person may be shown of the arguments. */
    ObjectNode shown(ObjectNode given) {
        var shown = given.deepCopy();
        hidden.stream().filter(shown::has).forEach(name -> shown.put(name, "•••"));
        return shown;
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
        return arguments == null ? given : arguments.checked(given);
    }

    /** @param checked as {@link #checked} gave them */
    PlatformRequest request(ObjectNode checked) {
        return writer.request(checked);
    }

    @Override
    public String toString() {
        return facts.name();
    }
}

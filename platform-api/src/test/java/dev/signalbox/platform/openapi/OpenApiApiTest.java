package dev.signalbox.platform.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

class OpenApiApiTest extends ApiTest {

    private static final Path DOCS = Path.of("../docs");

    /** Renewed by {@code ops/snapshots}, so that a change of the API is a change somebody reads. */
    @Test
    void theCommittedDescriptionIsTrue() throws IOException {
        isCommitted("openapi.yaml", described(as(tenants.aTenant().token()), "/v3/api-docs.yaml"));
    }

    @Test
    void theCommittedDescriptionOfTheGuidedSurfaceIsTrue() throws IOException {
        isCommitted("openapi-guided.yaml", described(anonymous(), "/v1/guided/openapi.yaml"));
    }

    private static String described(WebTestClient client, String address) {
        return Objects.requireNonNull(client.get()
                .uri(address)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody());
    }

    private static void isCommitted(String name, String now) throws IOException {
        Path committed = DOCS.resolve(name);
        if ("renew".equals(System.getProperty("snapshots"))) {
            Files.writeString(committed, now);
        }

        assertThat(now).isEqualTo(Files.readString(committed));
    }

    @Test
    void everyNameOnTheWireIsInSnakeCase() {
        var fields = api().at("/components/schemas").properties().stream()
                .flatMap(schema -> schema.getValue().path("properties").propertyNames().stream());
        var parameters = operations().values().stream()
                .flatMap(operation -> operation.path("parameters").valueStream())
                .filter(parameter -> parameter.path("in").asString().equals("query"))
                .map(parameter -> parameter.path("name").asString());

        assertThat(Stream.concat(fields, parameters)).isNotEmpty().allMatch(name -> name.matches("[a-z][a-z0-9_]*"));
    }

    @Test
    void everyOperationNamesItsScope() {
        assertThat(operations()).isNotEmpty().allSatisfy((name, operation) -> assertThat(
                        operation.path("x-required-scope").asString())
                .as(name)
                .isNotEmpty());
    }

    @Test
    void everyBodyIsDescribed() {
        assertThat(operations().entrySet().stream()
                        .filter(operation -> operation.getValue().has("requestBody"))
                        .flatMap(operation ->
                                content(operation.getValue().path("requestBody"), operation.getKey() + " body")))
                .isEmpty();
    }

    @Test
    void everyAnswerIsDescribed() {
        assertThat(operations().entrySet().stream().flatMap(operation -> answers(operation.getValue())
                        .flatMap(answer -> content(answer.getValue(), operation.getKey() + " " + answer.getKey()))))
                .isEmpty();
    }

    @Test
    void everyOperationHasAnAnswer() {
        assertThat(operations())
                .allSatisfy((name, operation) ->
                        assertThat(answers(operation)).as(name).isNotEmpty());
    }

    @Test
    void everySchemaIsDescribedToItsLastField() {
        assertThat(api().at("/components/schemas").properties().stream()
                        .flatMap(schema -> blanks(schema.getValue(), schema.getKey())))
                .isEmpty();
    }

    @Test
    void everyFailureIsAProblem() {
        assertThat(operations()).allSatisfy((name, operation) -> assertThat(operation
                        .at("/responses/default/content/application~1problem+json/schema/$ref")
                        .asString())
                .as(name)
                .isEqualTo("#/components/schemas/Problem"));
    }

    /** What stands in the document by the name of a schema that is not there. */
    @Test
    void everyReferenceLeadsSomewhere() {
        JsonNode api = api();

        assertThat(api.findValuesAsString("$ref")).isNotEmpty().allSatisfy(reference -> assertThat(
                        api.at(reference.substring(1)).isMissingNode())
                .as(reference)
                .isFalse());
    }

    private Map<String, JsonNode> operations() {
        return api().path("paths").properties().stream()
                .flatMap(path -> path.getValue().properties().stream()
                        .map(operation -> Map.entry(operation.getKey() + " " + path.getKey(), operation.getValue())))
                .collect(java.util.stream.Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Stream<Map.Entry<String, JsonNode>> answers(JsonNode operation) {
        return operation.path("responses").properties().stream()
                .filter(answer -> answer.getKey().startsWith("2"));
    }

    /** The places of a body or an answer of which nothing is said; one without content is meant to be empty. */
    private static Stream<String> content(JsonNode message, String where) {
        if (!message.has("content")) {
            return where.endsWith(" 204") ? Stream.empty() : Stream.of(where);
        }
        return message.path("content").isEmpty()
                ? Stream.of(where)
                : message.path("content").properties().stream()
                        .flatMap(type -> blanks(type.getValue().path("schema"), where + " " + type.getKey()));
    }

    /** Free JSON is fine where it says so; a schema without a word is not. */
    private static Stream<String> blanks(JsonNode schema, String where) {
        if (schema.has("$ref")) {
            return Stream.empty();
        }
        for (String choice : List.of("oneOf", "anyOf", "allOf")) {
            if (schema.has(choice)) {
                return schema.path(choice).valueStream().flatMap(one -> blanks(one, where));
            }
        }
        return switch (schema.path("type").asString("")) {
            case "" -> schema.has("description") ? Stream.empty() : Stream.of(where);
            case "array" -> blanks(schema.path("items"), where + "[]");
            case "object" -> fields(schema, where);
            default -> Stream.empty();
        };
    }

    private static Stream<String> fields(JsonNode schema, String where) {
        if (!schema.has("properties")) {
            JsonNode others = schema.path("additionalProperties");
            return others.isObject()
                    ? blanks(others, where + ".*")
                    : others.asBoolean(false) && schema.has("description") ? Stream.empty() : Stream.of(where);
        }
        return schema.path("properties").properties().stream()
                .flatMap(field -> blanks(field.getValue(), where + "." + field.getKey()));
    }

    private JsonNode api() {
        return body(as(tenants.aTenant().token()).get().uri("/v3/api-docs").exchange());
    }
}

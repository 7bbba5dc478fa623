package dev.signalbox.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.connector.Tool;
import dev.signalbox.connector.ToolDefinition.Risk;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.connector.testkit.LoopbackServer;
import dev.signalbox.connector.testkit.TestCall;
import dev.signalbox.connector.testkit.TestContext;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenApiToolsTest {

    private static final String SHOP = """
            openapi: 3.0.3
            info: {title: Shop, version: "1"}
            servers: [{url: https://shop.example/v1}]
            paths:
              /orders:
                get:
                  operationId: listOrders
                  tags: [orders]
                  summary: List the orders
                  description: The newest first.
                  parameters:
                    - {name: status, in: query, description: Only these., schema: {type: array, items: {$ref: '#/components/schemas/Status'}}}
                    - {name: fields, in: query, explode: false, schema: {type: array, items: {type: string}}}
                    - {name: filter, in: query, style: deepObject, schema: {type: object, properties: {min: {type: integer, minimum: 0, exclusiveMinimum: true, nullable: true}}}}
                    - {name: X-Trace, in: header, schema: {type: string, pattern: '(a+)+$', default: none}}
                    - {name: Authorization, in: header, required: true, schema: {type: string}}
                post:
                  operationId: createOrder
                  tags: [orders, writing]
                  requestBody: {$ref: '#/components/requestBodies/Order'}
              /orders/{order_id}/lines/{line}:
                parameters:
                  - {$ref: '#/components/parameters/OrderId'}
                  - {name: line, in: path, required: true, schema: {type: integer}}
                delete:
                  responses: {204: {description: gone}}
              /login:
                post:
                  operationId: 2fa-LOGIN
                  requestBody:
                    required: true
                    content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {user: {type: string}}}}}
              /upload:
                post:
                  operationId: upload
                  requestBody: {required: true, content: {multipart/form-data: {}}}
            components:
              parameters:
                OrderId: {name: order_id, in: path, required: true, description: The order., schema: {type: string}}
              requestBodies:
                Order:
                  required: true
                  content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}
              schemas:
                Status: {type: string, enum: [open, paid]}
                Order:
                  type: object
                  required: [id, lines]
                  properties:
                    id: {type: string, readOnly: true}
                    lines: {type: array, items: {$ref: '#/components/schemas/Line'}}
                Line:
                  type: object
                  properties:
                    sku: {type: string}
                    parts: {type: array, items: {$ref: '#/components/schemas/Line'}}
            """;

    private LoopbackServer server;
    private final TestContext context = new TestContext();

    @BeforeEach
    void start() throws IOException {
        server = new LoopbackServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Nested
    class Imported {

        @Test
        void eachOperationIsAToolWithTheRiskOfItsMethod() {
            assertThat(tools(SHOP))
                    .extracting(tool -> tool.definition().name(), tool -> tool.definition()
                            .risk())
                    .containsExactly(
                            tuple("list_orders", Risk.READ),
                            tuple("create_order", Risk.WRITE),
                            tuple("delete_orders_order_id_lines_line", Risk.DESTRUCTIVE),
                            tuple("post_2fa_login", Risk.WRITE));
        }

        @Test
        void whatTheDocumentSaysIsInTheTool() {
            var definition = tool("list_orders").definition();

            assertThat(definition.title()).isEqualTo("List the orders");
            assertThat(definition.description())
                    .isEqualTo("The newest first. Sends GET /orders and returns {status, headers, body}.");
        }

        @Test
        void theSchemaStandsAlone() {
            assertThat(schema("list_orders")).isEqualTo(context.json().read("""
                                    {"type": "object", "properties": {
                                      "status": {"type": "array", "items": {"type": "string", "enum": ["open", "paid"]},
                                                 "description": "Only these."},
                                      "fields": {"type": "array", "items": {"type": "string"}},
                                      "filter": {"type": "object", "properties":
                                                 {"min": {"type": ["integer", "null"], "exclusiveMinimum": 0}}},
                                      "X-Trace": {"type": "string", "description": "Usually none."},
                                      "max_pages": {"type": "integer", "minimum": 1, "maximum": 20, "description":
                                        "How many pages to follow when the answer says where the next one is; their bodies come in pages."}},
                                     "required": [], "additionalProperties": false}"""));
        }

        @Test
        void aSchemaThatRefersToItselfEndsThere() {
            assertThat(schema("create_order").toString())
                    .contains("parts={type=array, items={description=Again: Line.}}")
                    .contains("required=[lines]")
                    .doesNotContain("id=");
        }

        @Test
        void jsonIsReadAsWell() {
            var json = "{\"openapi\": \"3.1.0\", \"paths\": {\"/a\": {\"get\": {}}, \"/a/\": {\"get\": {}}}}";

            assertThat(tools(json)).extracting(tool -> tool.definition().name()).containsExactly("get_a", "get_a_2");
        }

        @Test
        void operationsAreChosenByIdTagOrPath() {
            assertThat(names("orders")).containsExactly("list_orders", "create_order");
            assertThat(names("writing", "get /orders")).containsExactly("list_orders", "create_order");
            assertThat(names("2fa-LOGIN")).containsExactly("post_2fa_login");
        }

        @Test
        void operationsByTheThousandAreChosenFrom() {
            var paths = IntStream.range(0, 10_000)
                    .mapToObj("\"/p%1$d\": {\"get\": {\"operationId\": \"op%1$d\"}}"::formatted)
                    .collect(Collectors.joining(","));
            var document = "{\"openapi\": \"3.1.0\", \"paths\": {" + paths + "}}";

            refused(document, "10,000 operations");
            assertThat(tools(settings(document, List.of("op7", "op9999")))).hasSize(2);
        }
    }

    @Nested
    class Called {

        @Test
        void parametersGoWhereTheyBelong() throws Exception {
            call(
                    "list_orders",
                    Map.of(
                            "status", List.of("open", "paid"),
                            "fields", List.of("id", "lines"),
                            "filter", Map.of("min", 3L),
                            "X-Trace", "t 1"));

            assertThat(server.last().uri())
                    .hasPath("/v1/orders")
                    .hasQuery("status=open&status=paid&fields=id,lines&filter[min]=3");
            assertThat(server.last().headers().getFirst("X-Trace")).isEqualTo("t 1");
        }

        @Test
        void aPathStaysInItsPlace() throws Exception {
            call("delete_orders_order_id_lines_line", Map.of("order_id", "a/../b ?x", "line", 1L));

            assertThat(server.last().method()).isEqualTo("DELETE");
            assertThat(server.last().uri().getRawPath()).isEqualTo("/v1/orders/a%2F..%2Fb%20%3Fx/lines/1");
            for (var way : List.of("..", ".", "")) {
                assertThatExceptionOfType(ToolException.class)
                        .isThrownBy(
                                () -> call("delete_orders_order_id_lines_line", Map.of("order_id", way, "line", 1L)));
            }
        }

        @Test
        void aBodyGoesOutAsItsMediaTypeSays() throws Exception {
            call("create_order", Map.of("body", Map.of("lines", List.of())));
            assertThat(server.last().body()).isEqualTo("{\"lines\":[]}");
            assertThat(server.last().headers().getFirst("Content-Type")).isEqualTo("application/json");

            call("post_2fa_login", Map.of("body", Map.of("user", "a&b=c")));
            assertThat(server.last().body()).isEqualTo("user=a%26b%3Dc");
            assertThat(server.last().headers().getFirst("Content-Type")).isEqualTo("application/x-www-form-urlencoded");
        }
    }

    @Nested
    class Refused {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        swagger: "2.0"                                            | Swagger
                        openapi: 4.0.0                                            | version 3.0 or 3.1
                        openapi: 3.1.0                                            | no paths
                        {"openapi": "3.1.0"                                       | no JSON
                        [1, 2]                                                    | no object
                        a: [                                                      | neither JSON nor YAML
                        {"openapi": "3.1.0", "paths": {}}                         | no operation
                        {"openapi": "3.1.0", "paths": {"/a": {"$ref": "x.yaml"}}} | another document
                        {"openapi": "3.1.0", "paths": {"/a": {"$ref": "#/b"}}}    | not there
                        {"openapi": "3.1.0", "paths": {"/a": {"$ref": "#/paths/~1b"}, "/b": {"$ref": "#/paths/~1a"}}} | back to itself
                        """)
        void whatIsNoDocumentIsExplained(String document, String why) {
            refused(document, why);
        }

        @Test
        void aDocumentThatIsTooLongIsNotRead() {
            refused("openapi: 3.1.0\n#" + "x".repeat(1_000_000), "1,000,000 are the most");
        }

        @Test
        void aDocumentThatIsTooDeepIsNotRead() {
            refused("{\"a\":".repeat(150) + "1" + "}".repeat(150), "deep");
            refused("a: " + "[".repeat(20_000) + "]".repeat(20_000), "");
        }

        @Test
        void aFewLinesThatStandForMillionsAreNotRead() {
            var laughs = new StringBuilder("l0: &l0 [x, x]\n");
            for (int i = 1; i <= 24; i++) {
                laughs.append("l%1$d: &l%1$d [*l%2$d, *l%2$d]\n".formatted(i, i - 1));
            }
            refused(laughs.toString(), "");
            refused("a: &a [*a]", "deep");
        }

        @Test
        void schemasThatGrowWhenWrittenOutAreNotTakenAsTheyAre() {
            var schemas = IntStream.range(0, 30)
                    .mapToObj(i ->
                            "\"S%1$d\": {\"properties\": {\"a\": {\"$ref\": \"#/s/S%2$d\"}, \"b\": {\"$ref\": \"#/s/S%2$d\"}}}"
                                    .formatted(i, i + 1))
                    .collect(Collectors.joining(","));

            refused(
                    ("{\"openapi\": \"3.1.0\", \"s\": {%s, \"S30\": {}}, \"paths\": {\"/a\": {\"post\": {\"requestBody\": "
                                    + "{\"content\": {\"application/json\": {\"schema\": {\"$ref\": \"#/s/S0\"}}}}}}}}")
                            .formatted(schemas),
                    "POST /a, whose arguments have more than 3,000 parts");
        }

        @Test
        void aChoiceThatNamesNothingIsRefused() {
            assertThatExceptionOfType(ToolException.class)
                    .isThrownBy(() -> tools(settings(SHOP, List.of("nothing"))))
                    .withMessageContaining("\"nothing\"");
        }

        @Test
        void withoutABaseTheDocumentsOwnIsSuggested() {
            var baseless = new HttpSettings(
                    Optional.empty(), List.of(), Map.of(), 5, "X-API-Key", false, Optional.of(SHOP), List.of());

            assertThatExceptionOfType(ToolException.class)
                    .isThrownBy(() -> tools(baseless))
                    .withMessageContaining("https://shop.example/v1");
        }
    }

    private void refused(String document, String why) {
        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> tools(document))
                .satisfies(failure -> assertThat(failure.reason()).isEqualTo(Reason.INVALID_ARGUMENT))
                .withMessageContaining(why);
    }

    private List<String> names(String... choices) {
        return tools(settings(SHOP, List.of(choices))).stream()
                .map(tool -> tool.definition().name())
                .toList();
    }

    private Object schema(String name) {
        return context.json().read(tool(name).inputSchema());
    }

    private void call(String name, Map<String, Object> arguments) throws InterruptedException {
        tool(name).handler().handle(arguments, TestCall.anonymous());
    }

    private Tool.Dynamic tool(String name) {
        return tools(SHOP).stream()
                .filter(tool -> tool.definition().name().equals(name))
                .map(Tool.Dynamic.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private List<Tool<?>> tools(String document) {
        return tools(settings(document, List.of()));
    }

    private List<Tool<?>> tools(HttpSettings settings) {
        return new HttpConnector(settings, context).tools();
    }

    private HttpSettings settings(String document, List<String> operations) {
        return new HttpSettings(
                Optional.of(URI.create(server.address() + "/v1")),
                List.of(),
                Map.of(),
                5,
                "X-API-Key",
                false,
                Optional.of(document),
                operations);
    }
}

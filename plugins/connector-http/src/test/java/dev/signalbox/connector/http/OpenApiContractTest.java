package dev.signalbox.connector.http;

import dev.signalbox.connector.testkit.ConnectorContract;
import dev.signalbox.connector.testkit.Example;
import java.util.List;

/** The contract holds for tools that a document brings as well. */
class OpenApiContractTest extends ConnectorContract {

    @Override
    protected String connector() {
        return "http";
    }

    @Override
    protected String settings() {
        return """
                {"base_url": "%s", "openapi": "%s"}
                """.formatted(server.address(), """
                        openapi: 3.1.0
                        paths:
                          /orders/{order}:
                            parameters:
                              - {name: order, in: path, required: true, description: Which one., schema: {type: string}}
                            get:
                              operationId: getOrder
                              parameters:
                                - {name: limit, in: query, description: How many., schema: {type: integer}}
                            put:
                              operationId: putOrder
                              requestBody:
                                required: true
                                content:
                                  application/json:
                                    schema:
                                      description: The order.
                                      type: object
                                      properties: {sku: {type: string, description: What.}}
                        """.replace("\n", "\\n"));
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                Example.of("get_order", "{\"order\": \"7\", \"limit\": 3}"),
                Example.of("put_order", "{\"order\": \"7\", \"body\": {\"sku\": \"A-17\"}}"));
    }

    @Override
    protected List<Example> refused() {
        return List.of(Example.of("get_order", "{\"order\": \"..\"}"));
    }
}

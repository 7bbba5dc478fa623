package dev.signalbox.connector.http;

import dev.signalbox.connector.testkit.ConnectorContract;
import dev.signalbox.connector.testkit.Example;
import java.util.List;

class HttpContractTest extends ConnectorContract {

    @Override
    protected String connector() {
        return "http";
    }

    @Override
    protected String settings() {
        return "{\"base_url\": \"%s/v1\", \"honours_idempotency_key\": true}".formatted(server.address());
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                Example.of("http_get", "{\"url\": \"/items\", \"query\": {\"q\": \"a b\"}}"),
                Example.of("http_post", "{\"url\": \"/items\", \"body\": {\"sku\": \"A-17\"}}"),
                Example.of(
                        "http_request",
                        "{\"method\": \"delete\", \"url\": \"/items/A-17\", \"expected_status\": [200, 204]}"));
    }

    @Override
    protected List<Example> refused() {
        return List.of(
                Example.of("http_post", "{\"url\": \"/items\", \"body\": 1, \"text\": \"one\"}"),
                Example.of("http_get", "{\"url\": \"../up\"}"));
    }
}

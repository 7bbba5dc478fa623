package dev.signalbox.connector.example;

import dev.signalbox.connector.testkit.ConnectorContract;
import dev.signalbox.connector.testkit.Example;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

class ExampleContractTest extends ConnectorContract {

    @BeforeEach
    void answer() {
        server.answers(200, "application/json", "{\"text\": \"Well begun is half done.\"}");
    }

    @Override
    protected String connector() {
        return "example";
    }

    @Override
    protected String settings() {
        return "{\"base_url\": \"%s/v1\"}".formatted(server.address());
    }

    @Override
    protected List<Example> examples() {
        return List.of(
                Example.of("quote_find", "{\"topic\": \"beginnings\"}"),
                Example.after("quote_keep", earlier -> "{\"name\": \"start\", \"text\": \"%s\"}"
                        .formatted(earlier.text("quote_find", "/text"))),
                Example.of("quote_list", "{}"));
    }

    @Override
    protected List<Example> refused() {
        return List.of(Example.of("quote_keep", "{\"name\": \"\", \"text\": \"nameless\"}"));
    }
}

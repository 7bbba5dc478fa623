package dev.signalbox.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;

/** Connector instances of the test tenant. */
final class Connectors {

    private Connectors() {}

    /** The project's one HTTP instance: its other side honours idempotency keys, and it may call this machine. */
    static void addHttp(Caller owner) throws IOException, InterruptedException {
        var instances = owner.get("/v1/mcp/instances");
        if (!instances.body().path("items").isEmpty()) {
            return;
        }
        var made = owner.post("/v1/mcp/instances", """
                {"connector_id": "http", "name": "HTTP", "settings": {"honours_idempotency_key": true}}
                """);
        assertThat(made.status()).as("%s", made).isEqualTo(201);
    }
}

package dev.signalbox.console.clients;

import com.vaadin.flow.spring.annotation.VaadinSessionScope;
import dev.signalbox.console.platform.Address;
import dev.signalbox.console.platform.Page;
import dev.signalbox.console.platform.Platform;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Component;

/** The clients that the signed-in person connected. */
@Component
@VaadinSessionScope
class Connections {

    private static final ParameterizedTypeReference<Page<Connection>> CONNECTIONS =
            new ParameterizedTypeReference<>() {};

    private final Platform platform;

    Connections(Platform platform) {
        this.platform = platform;
    }

    Page<Connection> list(@Nullable String cursor, int limit) {
        return platform.get(Address.of("/v1/grants").with("cursor", cursor).with("limit", limit), CONNECTIONS);
    }

    void revoke(Connection connection) {
        platform.delete(Address.of("/v1/grants/{id}", connection.id()));
    }
}

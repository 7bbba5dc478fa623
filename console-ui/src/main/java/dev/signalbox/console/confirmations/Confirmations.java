package dev.signalbox.console.confirmations;

import com.vaadin.flow.spring.annotation.VaadinSessionScope;
import dev.signalbox.console.platform.Address;
import dev.signalbox.console.platform.Page;
import dev.signalbox.console.platform.Platform;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The risky calls that wait for the signed-in person. */
@Component
@VaadinSessionScope
class Confirmations {

    private static final ParameterizedTypeReference<Page<Confirmation>> WAITING = new ParameterizedTypeReference<>() {};

    private final Platform platform;

    Confirmations(Platform platform) {
        this.platform = platform;
    }

    /** All of them: there are never more than a few. */
    Page<Confirmation> waiting(@Nullable String cursor, int limit) {
        return platform.get(Address.of("/v1/confirmations"), WAITING);
    }

    /** Refused by the platform when it was answered or is too late. */
    void answer(Confirmation asked, boolean accepted) {
        String address = accepted ? "/v1/confirmations/{id}/confirm" : "/v1/confirmations/{id}/decline";
        platform.post(Address.of(address, asked.id()), Map.of(), JsonNode.class);
    }
}

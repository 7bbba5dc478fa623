package dev.signalbox.console.tokens;

import com.vaadin.flow.spring.annotation.VaadinSessionScope;
import dev.signalbox.console.platform.Address;
import dev.signalbox.console.platform.Page;
import dev.signalbox.console.platform.Platform;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Component;

/** The tokens of the signed-in person. */
@Component
@VaadinSessionScope
class Pats {

    private static final ParameterizedTypeReference<Page<Pat>> PATS = new ParameterizedTypeReference<>() {};

    private final Platform platform;

    Pats(Platform platform) {
        this.platform = platform;
    }

    Page<Pat> list(@Nullable String cursor, int limit) {
        return platform.get(Address.of("/v1/pats").with("cursor", cursor).with("limit", limit), PATS);
    }

    Pat create(String name, Set<String> scopes, int days) {
        return platform.post(
                Address.of("/v1/pats"),
                Map.of("display_name", name, "scopes", scopes, "expires_in_days", days),
                Pat.class);
    }

    void revoke(Pat pat) {
        platform.delete(Address.of("/v1/pats/{id}", pat.id()));
    }
}

package dev.signalbox.console.members;

import com.vaadin.flow.spring.annotation.VaadinSessionScope;
import dev.signalbox.console.platform.Address;
import dev.signalbox.console.platform.Page;
import dev.signalbox.console.platform.Platform;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Component;

/** The invitations nobody has accepted yet. */
@Component
@VaadinSessionScope
class Invitations {

    private static final ParameterizedTypeReference<Page<Invitation>> INVITATIONS =
            new ParameterizedTypeReference<>() {};

    private final Platform platform;
    private final String console;

    /** @param console where this console answers, as others see it: the page that accepts is one of its own */
    Invitations(Platform platform, @Value("${signalbox.signin.issuer}") String console) {
        this.platform = platform;
        this.console = console;
    }

    Page<Invitation> list() {
        return platform.get(Address.of("/v1/invitations"), INVITATIONS);
    }

    /** Answers with the token, this once. */
    Invitation invite(String email, TenantRole role, @Nullable Project project, @Nullable ProjectRole projectRole) {
        var wanted = new HashMap<String, Object>(Map.of("email", email, "role", role));
        if (project != null && projectRole != null) {
            wanted.put("project_id", project.id());
            wanted.put("project_role", projectRole);
        }
        return platform.post(Address.of("/v1/invitations"), wanted, Invitation.class);
    }

    String link(Invitation made) {
        return console + "/join/" + made.token();
    }

    void revoke(Invitation invitation) {
        platform.delete(Address.of("/v1/invitations/{id}", invitation.id()));
    }
}

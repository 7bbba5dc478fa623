package dev.signalbox.console.signin;

import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

/** Asks the platform, as the sign-in itself, where somebody works: a token names its tenant, so this comes before the first token. */
@Component
public class Memberships {

    private final RestClient platform;

    Memberships(RestClient.Builder http, SigninSettings settings) {
        this.platform = http.baseUrl(settings.platform().url().toString())
                .defaultHeader("Authorization", "Service " + settings.service().secret())
                .build();
    }

    public List<Membership> of(String userId) {
        Items found = platform.get()
                .uri("/v1/internal/users/{id}/tenants", userId)
                .retrieve()
                .body(Items.class);
        return found == null ? List.of() : found.items();
    }

    private record Items(List<Membership> items) {}
}

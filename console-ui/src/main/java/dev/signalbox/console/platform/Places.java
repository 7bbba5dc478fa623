package dev.signalbox.console.platform;

import dev.signalbox.console.platform.Place.Project;
import dev.signalbox.console.signin.Membership;
import dev.signalbox.console.signin.Memberships;
import dev.signalbox.console.signin.PlatformTokens;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Finds the tenants of a person and, as that person, the projects in each. */
@Component
class Places {

    private static final ParameterizedTypeReference<Page<Project>> PROJECTS = new ParameterizedTypeReference<>() {};

    private final Memberships memberships;
    private final PlatformTokens tokens;
    private final RestClient http;

    Places(Memberships memberships, PlatformTokens tokens, RestClient platformClient) {
        this.memberships = memberships;
        this.tokens = tokens;
        this.http = platformClient;
    }

    List<Place> of(String userId) {
        try {
            return memberships.of(userId).stream()
                    .flatMap(tenant -> in(tenant, userId))
                    .toList();
        } catch (RestClientException e) {
            throw PlatformProblem.unreachable(e);
        }
    }

    private Stream<Place> in(Membership tenant, String userId) {
        var token = tokens.sign(userId, tenant.tenantId(), null);
        var projects = Objects.requireNonNull(http.get()
                .uri("/v1/projects?limit=200")
                .headers(headers -> headers.setBearerAuth(token.value()))
                .retrieve()
                .body(PROJECTS));
        return projects.items().isEmpty()
                ? Stream.of(new Place(tenant, null))
                : projects.items().stream().map(project -> new Place(tenant, project));
    }
}

package dev.signalbox.console.oauth;

import dev.signalbox.console.platform.PlatformProblem;
import dev.signalbox.console.signin.SigninSettings;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Gives, asks for and ends grants at the platform, as the sign-in that vouches for who said yes. */
@Component
class Grants {

    private static final Logger LOG = LoggerFactory.getLogger(Grants.class);
    private static final String ONE = "/v1/internal/tenants/{tenant}/grants/{grant}";

    private final RestClient platform;

    Grants(RestClient.Builder http, SigninSettings settings) {
        this.platform = http.baseUrl(settings.platform().url().toString())
                .defaultHeader("Authorization", "Service " + settings.service().secret())
                .build();
    }

    Held give(NewGrant wanted) {
        try {
            Given given = platform.post()
                    .uri("/v1/internal/grants")
                    .body(wanted)
                    .retrieve()
                    .body(Given.class);
            return new Held(Objects.requireNonNull(given).id(), wanted.tenantId(), wanted.projectId());
        } catch (RestClientException e) {
            throw PlatformProblem.unreachable(e);
        }
    }

    boolean holds(Held held) {
        try {
            platform.get().uri(ONE, held.tenant(), held.grant()).retrieve().toBodilessEntity();
            return true;
        } catch (HttpClientErrorException.NotFound _) {
            return false;
        }
    }

    /** Ending one that has ended is nothing. */
    void end(Held held) {
        try {
            platform.delete().uri(ONE, held.tenant(), held.grant()).retrieve().toBodilessEntity();
        } catch (HttpClientErrorException.NotFound ended) {
            LOG.debug("A grant had ended already: {}", ended.getMessage());
        }
    }

    record NewGrant(
            String tenantId,
            String userId,
            String clientId,
            String clientName,
            String clientHost,
            String projectId,
            boolean onlyThisProject,
            Set<String> scopes,
            List<String> groups,
            boolean readOnly) {}

    private record Given(String id) {}
}

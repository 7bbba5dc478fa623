package dev.signalbox.console.oauth;

import dev.signalbox.console.signin.RegistrationThrottle;
import dev.signalbox.console.signin.SigninSettings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** What clients say of themselves at an address of theirs. The platform reads it, because it has the guarded way out. */
@Component
class ClientDescriptions {

    private static final Logger LOG = LoggerFactory.getLogger(ClientDescriptions.class);

    private final RestClient platform;
    private final RegistrationThrottle throttle;

    ClientDescriptions(RestClient.Builder http, SigninSettings settings, RegistrationThrottle throttle) {
        this.throttle = throttle;
        this.platform = http.baseUrl(settings.platform().url().toString())
                .defaultHeader("Authorization", "Service " + settings.service().secret())
                .build();
    }

    /** Empty when there is none that can be used; why, stands in the log. Anybody can make us ask, so not too often. */
    Optional<Description> of(String clientId) {
        return Redirects.mistake(clientId).isEmpty() && throttle.admits(Redirects.host(clientId))
                ? read(clientId)
                : Optional.empty();
    }

    private Optional<Description> read(String clientId) {
        try {
            Description said = Objects.requireNonNull(platform.post()
                    .uri("/v1/internal/client-descriptions/read")
                    .body(Map.of("client_id", clientId))
                    .retrieve()
                    .body(Description.class));
            return Optional.of(said.usable())
                    .filter(usable -> !usable.redirectUris().isEmpty());
        } catch (RestClientException e) {
            LOG.info("A client does not describe itself: {}", e.getMessage());
            return Optional.empty();
        }
    }

    record Description(String clientName, List<String> redirectUris) {

        Description usable() {
            return new Description(
                    ClientNames.shown(clientName),
                    redirectUris.stream()
                            .filter(uri -> Redirects.mistake(uri).isEmpty())
                            .toList());
        }
    }
}

package dev.signalbox.console.signin;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.RestClient;

/** Asks the platform, as the sign-in itself, about a link, and vouches for who accepts it. */
@Component
class InvitationLinks {

    private final RestClient platform;

    InvitationLinks(RestClient.Builder http, SigninSettings settings) {
        this.platform = http.baseUrl(settings.platform().url().toString())
                .defaultHeader("Authorization", "Service " + settings.service().secret())
                .build();
    }

    /** Empty when the link was used, taken back, is too old or never was. */
    Optional<Invited> read(String token) {
        try {
            return Optional.ofNullable(platform.post()
                    .uri("/v1/internal/invitations/read")
                    .body(Map.of("token", token))
                    .retrieve()
                    .body(Invited.class));
        } catch (HttpClientErrorException.NotFound | HttpClientErrorException.BadRequest _) {
            return Optional.empty();
        }
    }

    /** Uses the link up for this person, who must have proved to own the invited address or be new here. */
    Answer accept(String token, UUID person, String name) {
        try {
            return Objects.requireNonNull(platform.post()
                    .uri("/v1/internal/invitations/accept")
                    .body(Map.of("token", token, "user_id", person, "display_name", name))
                    .retrieve()
                    .body(Answer.Joined.class));
        } catch (HttpClientErrorException.NotFound _) {
            return new Answer.Gone();
        } catch (HttpClientErrorException.Conflict _) {
            return new Answer.SomebodyElses();
        }
    }

    sealed interface Answer {

        record Joined(String tenantId) implements Answer {}

        /** Used or taken back in the meantime. */
        record Gone() implements Answer {}

        /** The platform knows the address as another person's. */
        record SomebodyElses() implements Answer {}
    }
}

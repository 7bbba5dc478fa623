package dev.signalbox.console.oauth;

import dev.signalbox.console.platform.ScopeText;
import dev.signalbox.console.signin.RegistrationThrottle;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lets clients register themselves (RFC 7591). It is open, because a client comes here before its person does; what it gets is an id
 * that opens nothing until a person says yes.
 */
@RestController
class ClientRegistration {

    private static final int MOST_REDIRECTS = 10;

    private final Clients clients;
    private final RegistrationThrottle throttle;

    ClientRegistration(Clients clients, RegistrationThrottle throttle) {
        this.clients = clients;
        this.throttle = throttle;
    }

    @PostMapping("/oauth2/register")
    ResponseEntity<?> register(@RequestBody NewClient wanted, HttpServletRequest request) {
        if (!throttle.admits(request.getRemoteAddr())) {
            return answer(HttpStatus.TOO_MANY_REQUESTS, refused("temporarily_unavailable", "Too many registrations."));
        }
        return wanted.mistake()
                .<ResponseEntity<?>>map(mistake -> answer(HttpStatus.BAD_REQUEST, mistake))
                .orElseGet(() -> answer(HttpStatus.CREATED, Registered.of(registered(wanted))));
    }

    private RegisteredClient registered(NewClient wanted) {
        List<String> redirects = Objects.requireNonNull(wanted.redirectUris());
        String name = ClientNames.shown(Objects.requireNonNullElse(wanted.clientName(), ""));
        return clients.register(
                name.isEmpty() ? "A client without a name" : name,
                redirects.stream().distinct().toList());
    }

    private static ResponseEntity<?> answer(HttpStatus status, Object body) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .body(body);
    }

    private static Map<String, String> refused(String error, String description) {
        return Map.of("error", error, "error_description", description);
    }

    /** What is not here is not looked at; a secret is not given, whatever method is wanted, and the answer says so. */
    record NewClient(
            @Nullable String clientName,
            @Nullable List<String> redirectUris,
            @Nullable List<String> grantTypes,
            @Nullable List<String> responseTypes) {

        Optional<Map<String, String>> mistake() {
            if (redirectUris == null || redirectUris.isEmpty() || redirectUris.size() > MOST_REDIRECTS) {
                return Optional.of(refused("invalid_redirect_uri", "Give 1 to 10 redirect_uris."));
            }
            if (grantTypes != null && !grantTypes.contains("authorization_code")) {
                return Optional.of(refused("invalid_client_metadata", "grant_types must contain authorization_code."));
            }
            if (responseTypes != null && !responseTypes.contains("code")) {
                return Optional.of(refused("invalid_client_metadata", "response_types must contain code."));
            }
            return redirectUris.stream()
                    .flatMap(uri -> Redirects.mistake(uri).map(why -> uri + " " + why + ".").stream())
                    .findFirst()
                    .map(why -> refused("invalid_redirect_uri", why));
        }
    }

    record Registered(
            String clientId,
            long clientIdIssuedAt,
            String clientName,
            List<String> redirectUris,
            List<String> grantTypes,
            List<String> responseTypes,
            String tokenEndpointAuthMethod,
            String scope) {

        static Registered of(RegisteredClient client) {
            return new Registered(
                    client.getClientId(),
                    Objects.requireNonNull(client.getClientIdIssuedAt()).getEpochSecond(),
                    client.getClientName(),
                    List.copyOf(client.getRedirectUris()),
                    List.of("authorization_code", "refresh_token"),
                    List.of("code"),
                    "none",
                    String.join(" ", ScopeText.scopes()));
        }
    }
}

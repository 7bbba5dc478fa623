package dev.signalbox.platform.tokens;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.DelegatedTokens;
import dev.signalbox.platform.access.ServiceOnly;
import dev.signalbox.platform.problem.ApiException;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What mcp-server asks about the tokens it is shown. */
@RestController
class ServiceTokenController {

    private final Access access;
    private final DelegatedTokens delegated;

    ServiceTokenController(Access access, DelegatedTokens delegated) {
        this.access = access;
        this.delegated = delegated;
    }

    @PostMapping(path = "/v1/introspect", consumes = MediaType.APPLICATION_JSON_VALUE)
    @ServiceOnly
    Mono<Introspection> introspect(@Valid @RequestBody Introspect request) {
        return introspect(request.token());
    }

    /** The form of RFC 7662. */
    @PostMapping(path = "/v1/introspect", consumes = MediaType.APPLICATION_FORM_URLENCODED_VALUE)
    @ServiceOnly
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_FORM_URLENCODED_VALUE,
                            schema = @Schema(implementation = Introspect.class)))
    Mono<Introspection> introspectForm(ServerWebExchange exchange) {
        return exchange.getFormData()
                .mapNotNull(form -> form.getFirst("token"))
                .flatMap(this::introspect)
                .switchIfEmpty(Mono.error(() -> ApiException.invalid("token", "must be given")));
    }

    /** RFC 8693, for the one case we have: the caller's token against a short one that acts for them. */
    @PostMapping("/v1/token-exchange")
    @ServiceOnly
    Mono<Exchanged> exchange(@Valid @RequestBody Exchange request) {
        return access.holder(request.subjectToken())
                .map(holder ->
                        new Exchanged(delegated.issue(holder.caller()), "Bearer", DelegatedTokens.LIFETIME.toSeconds()))
                .switchIfEmpty(Mono.error(() -> ApiException.invalid("subject_token", "is not a valid token")));
    }

    private Mono<Introspection> introspect(String token) {
        return access.holder(token).map(Introspection::of).defaultIfEmpty(Introspection.inactive());
    }

    record Introspect(@NotBlank @Size(max = 4096) String token) {}

    record Exchange(@NotBlank @Size(max = 4096) String subjectToken) {}

    record Exchanged(String accessToken, String tokenType, long expiresIn) {}
}

package dev.signalbox.platform.access;

import dev.signalbox.platform.access.RefusedCredential.Reason;
import dev.signalbox.platform.problem.ApiException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * The access tokens that the sign-in signs for clients people connected. They are made for other resources, whose processes ask about
 * them; the platform itself takes none. Guarantee: what comes out was signed for a grant, by the sign-in, and has not expired.
 */
@Component
class ClientTokens {

    /** RFC 9068: what says this is no token of the console and no ID token. */
    private static final String TYPE = "at+jwt";

    private final ReactiveJwtDecoder decoder;

    ClientTokens(AccessSettings settings) {
        var verified = NimbusReactiveJwtDecoder.withJwkSetUri(settings.signin().jwkSetUri())
                .build();
        verified.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                new JwtTimestampValidator(),
                new JwtIssuerValidator(settings.signin().issuer()),
                must(jwt ->
                        TYPE.equalsIgnoreCase(String.valueOf(jwt.getHeaders().get("typ")))),
                must(jwt -> jwt.getAudience() != null
                        && !jwt.getAudience().isEmpty()
                        && !jwt.getAudience().contains(settings.audience()))));
        this.decoder = verified;
    }

    /** Fails with {@link JwtException} when it is not one of them. */
    Mono<ClientToken> read(String token) {
        return decoder.decode(token).map(ClientTokens::read);
    }

    private static ClientToken read(Jwt jwt) {
        try {
            return new ClientToken(
                    UUID.fromString(claim(jwt, "grant")),
                    TenantId.of(claim(jwt, "tenant")),
                    UserId.of(claim(jwt, "sub")),
                    Arrays.stream(claim(jwt, "scope").split(" ", -1))
                            .map(Scope::of)
                            .collect(Collectors.toUnmodifiableSet()),
                    List.copyOf(jwt.getAudience()));
        } catch (IllegalArgumentException | NullPointerException | ApiException _) {
            // Signed by the sign-in, and yet not for a grant
            throw CredentialRefusedException.of(Reason.UNKNOWN);
        }
    }

    private static String claim(Jwt jwt, String name) {
        return Objects.requireNonNull(jwt.getClaimAsString(name));
    }

    private static OAuth2TokenValidator<Jwt> must(Predicate<Jwt> hold) {
        return jwt -> hold.test(jwt)
                ? OAuth2TokenValidatorResult.success()
                : OAuth2TokenValidatorResult.failure(new OAuth2Error("invalid_token"));
    }

    /**
     * @param scopes what this token may be used for: those of the grant, or fewer
     * @param audience the resources it was made for
     */
    record ClientToken(UUID grant, TenantId tenant, UserId user, Set<Scope> scopes, List<String> audience) {}
}

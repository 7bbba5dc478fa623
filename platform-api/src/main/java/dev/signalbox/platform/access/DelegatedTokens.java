package dev.signalbox.platform.access;

import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Short-lived tokens with which mcp-server acts for a caller (RFC 8693). Guarantee: at most {@link #LIFETIME}, and dead with the
 * token they came from, since that one is asked for with each use; its limits apply because they are read from it.
 */
@Component
public class DelegatedTokens {

    public static final Duration LIFETIME = Duration.ofSeconds(60);

    private static final String ISSUER = "signalbox-platform";

    private final JwtEncoder encoder;
    private final ReactiveJwtDecoder decoder;
    private final Clock clock;

    DelegatedTokens(AccessSettings settings, Clock clock) {
        var key = new SecretKeySpec(Keys.derive(settings.root(), "delegated-token"), "HmacSHA256");
        this.encoder = NimbusJwtEncoder.withSecretKey(key)
                .algorithm(MacAlgorithm.HS256)
                .build();
        this.decoder = NimbusReactiveJwtDecoder.withSecretKey(key)
                .macAlgorithm(MacAlgorithm.HS256)
                .build();
        this.clock = clock;
    }

    public String issue(Caller caller) {
        var now = clock.instant();
        var claims = JwtClaimsSet.builder()
                .issuer(ISSUER)
                .subject(caller.user().toString())
                .issuedAt(now)
                .expiresAt(now.plus(LIFETIME))
                .claim("tenant", caller.tenant().toString())
                .claim("act", java.util.Map.of("sub", "mcp-server"));
        if (caller.tokenId() != null) {
            claims.claim("source", caller.tokenId().toString());
        }
        if (caller.kind() == Caller.Kind.GRANT) {
            // A client may show a token with fewer scopes than it was granted, and the grant does not tell
            claims.claim("scope", String.join(" ", wires(caller)));
        }
        var header = JwsHeader.with(MacAlgorithm.HS256).build();
        return encoder.encode(JwtEncoderParameters.from(header, claims.build())).getTokenValue();
    }

    /** Empty when the token is not one of these; whose it is then, somebody else may know. */
    Mono<Delegated> read(String token) {
        return decoder.decode(token)
                .filter(jwt -> ISSUER.equals(jwt.getClaimAsString("iss")))
                .map(DelegatedTokens::delegated)
                .onErrorResume(JwtException.class, _ -> Mono.empty());
    }

    private static Delegated delegated(Jwt jwt) {
        String source = jwt.getClaimAsString("source");
        return new Delegated(
                TenantId.of(ours(jwt, "tenant")),
                UserId.of(ours(jwt, "sub")),
                source == null ? null : UUID.fromString(source),
                Optional.ofNullable(jwt.getClaimAsString("scope")).map(DelegatedTokens::scopes));
    }

    private static List<String> wires(Caller caller) {
        return caller.scopes().stream().map(Scope::wire).sorted().toList();
    }

    private static Set<Scope> scopes(String wires) {
        return Arrays.stream(wires.split(" ", -1))
                .filter(wire -> !wire.isEmpty())
                .map(Scope::of)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** We signed it ourselves, with this claim. */
    private static String ours(Jwt jwt, String claim) {
        return Objects.requireNonNull(jwt.getClaimAsString(claim));
    }

    /**
     * @param tokenId the token or grant it came from, null when that was a sign-in
     * @param scopes no more than these; empty when the source alone decides
     */
    record Delegated(TenantId tenant, UserId user, @Nullable UUID tokenId, Optional<Set<Scope>> scopes) {}
}

package dev.signalbox.console.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Service;

/**
 * Signs what the console shows the platform for the person in front of it.
 *
 * <p>Guarantee: a token is for one user, one tenant, at most one project, the platform only, and {@link #LIFE} long (ADR 13).
 */
@Service
public class PlatformTokens {

    static final Duration LIFE = Duration.ofMinutes(5);

    public record Signed(String value, Instant expiresAt) {

        @Override
        public String toString() {
            return "Signed[expiresAt=" + expiresAt + "]";
        }
    }

    private final JwtEncoder encoder;
    private final SigninSettings settings;
    private final Clock clock;

    PlatformTokens(JwtEncoder encoder, SigninSettings settings, Clock clock) {
        this.encoder = encoder;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param authenticatedAt when the person proved who they are: a secret is shown only soon after */
    public Signed sign(String userId, String tenantId, @Nullable String projectId, @Nullable Instant authenticatedAt) {
        Instant now = clock.instant();
        var claims = JwtClaimsSet.builder()
                .issuer(settings.signin().issuer())
                .audience(List.of(settings.audience()))
                .subject(userId)
                .id(UUID.randomUUID().toString())
                .issuedAt(now)
                .expiresAt(now.plus(LIFE))
                .claim("tenant", tenantId)
                .claim("scope", "console");
        if (authenticatedAt != null) {
            claims.claim("auth_time", authenticatedAt.getEpochSecond());
        }
        if (projectId != null) {
            claims.claim("project", projectId);
        }
        var header = JwsHeader.with(SignatureAlgorithm.RS256).build();
        String value = encoder.encode(JwtEncoderParameters.from(header, claims.build()))
                .getTokenValue();
        return new Signed(value, now.plus(LIFE));
    }
}

package dev.signalbox.console.platform;

import com.vaadin.flow.spring.annotation.VaadinSessionScope;
import dev.signalbox.console.signin.Membership;
import dev.signalbox.console.signin.Memberships;
import dev.signalbox.console.signin.PlatformTokens;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/**
 * The person of this browser session and the place they work in. Thread-safe: pages load in the background too.
 *
 * <p>Guarantee: its tokens are for this person only; they are renewed before they end and never leave the server.
 */
@Component
@VaadinSessionScope
public class SignedIn {

    private static final Duration RENEW_BEFORE = Duration.ofSeconds(60);

    private final String userId;
    private final @Nullable Instant authenticatedAt;
    private final Memberships memberships;
    private final PlatformTokens tokens;
    private final Clock clock;
    private List<Membership> places = List.of();
    private @Nullable Membership place;
    private PlatformTokens.@Nullable Signed token;

    SignedIn(Memberships memberships, PlatformTokens tokens, Clock clock) {
        var authentication =
                Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication());
        this.userId = authentication.getName();
        this.authenticatedAt = authentication.getAuthorities().stream()
                .filter(FactorGrantedAuthority.class::isInstance)
                .map(factor -> ((FactorGrantedAuthority) factor).getIssuedAt())
                .max(Instant::compareTo)
                .orElse(null);
        this.memberships = memberships;
        this.tokens = tokens;
        this.clock = clock;
    }

    public String userId() {
        return userId;
    }

    /** Asked again while there is none: the platform may have been down, or the invitation came later. */
    public synchronized List<Membership> places() {
        return places.isEmpty() ? placesNow() : places;
    }

    /** Asked anew: somebody may have let this person in, or out. Where they work stays, as long as they may. */
    public synchronized List<Membership> placesNow() {
        try {
            places = memberships.of(userId);
        } catch (RestClientException e) {
            throw PlatformProblem.unreachable(e);
        }
        Membership before = place;
        place = places.stream()
                .filter(each -> before != null && each.samePlace(before))
                .findFirst()
                .orElse(places.isEmpty() ? null : places.getFirst());
        token = before != null && place != null && place.samePlace(before) ? token : null;
        return places;
    }

    public synchronized Optional<Membership> place() {
        return Optional.ofNullable(place);
    }

    /** Goes to work in another place; the next request carries a token for it. */
    public synchronized void workIn(Membership wanted) {
        if (!places.contains(wanted)) {
            throw new IllegalArgumentException("Not a place of this person");
        }
        place = wanted;
        token = null;
    }

    synchronized String token() {
        if (places().isEmpty() || place == null) {
            throw new NoPlaceException();
        }
        if (token == null || token.expiresAt().minus(RENEW_BEFORE).isBefore(clock.instant())) {
            token = tokens.sign(userId, place.tenantId(), place.projectId(), authenticatedAt);
        }
        return token.value();
    }
}

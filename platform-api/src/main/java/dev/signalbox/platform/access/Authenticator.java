package dev.signalbox.platform.access;

import dev.signalbox.platform.access.CallerCache.Key;
import dev.signalbox.platform.access.ClientTokens.ClientToken;
import dev.signalbox.platform.access.DelegatedTokens.Delegated;
import dev.signalbox.platform.access.RefusedCredential.Reason;
import dev.signalbox.platform.problem.ApiException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Guarantee: a caller exists only for a credential that is valid now, and has no more rights than that credential and the
 * person's role give now. Unknown, wrong, expired and revoked credentials are answered alike.
 */
@Component
class Authenticator implements ReactiveAuthenticationManager {

    private static final Pattern SIGNED = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+");

    private final AccessSettings settings;
    private final TenantTransaction transaction;
    private final CallerRepository callers;
    private final CallerCache recent;
    private final TokenHashes hashes;
    private final DelegatedTokens delegated;
    private final ReactiveJwtDecoder signin;
    private final ClientTokens clients;

    Authenticator(
            AccessSettings settings,
            TenantTransaction transaction,
            CallerRepository callers,
            CallerCache recent,
            TokenHashes hashes,
            DelegatedTokens delegated,
            ReactiveJwtDecoder signin,
            ClientTokens clients) {
        this.settings = settings;
        this.transaction = transaction;
        this.callers = callers;
        this.recent = recent;
        this.hashes = hashes;
        this.delegated = delegated;
        this.signin = signin;
        this.clients = clients;
    }

    @Override
    public Mono<Authentication> authenticate(Authentication claimed) {
        var credential = (Credential) claimed;
        return switch (credential.scheme().toLowerCase(java.util.Locale.ROOT)) {
            case "bearer" ->
                bearer(credential)
                        .switchIfEmpty(refused(Reason.UNKNOWN))
                        .flatMap(caller -> withinItsLimits(caller, credential))
                        .map(CallerAuthentication::new);
            case "service" -> service(credential.token());
            default -> refused(Reason.MALFORMED);
        };
    }

    private Mono<Caller> bearer(Credential credential) {
        String token = credential.token();
        Optional<TokenText.Kind> kind = TokenText.Kind.of(token);
        if (kind.isPresent()) {
            return stored(kind.get(), token, credential.project());
        }
        return delegated
                .read(token)
                .<Caller>flatMap(d -> onBehalf(d, credential.project()))
                .switchIfEmpty(Mono.defer(() -> signedIn(credential)));
    }

    private Mono<Caller> stored(TokenText.Kind kind, String token, @Nullable ProjectId project) {
        if (!TokenText.wellFormed(kind, token)) {
            return refused(Reason.MALFORMED);
        }
        return switch (kind) {
            case PAT -> stored(token, project, Caller.Kind.PERSONAL_ACCESS_TOKEN);
            case WRT -> stored(token, project, Caller.Kind.RUN_TOKEN);
            case APR, INV -> Mono.empty();
        };
    }

    /** What was made as one kind is never read as the other: the text that was hashed has its kind in front. */
    private Mono<Caller> stored(String token, @Nullable ProjectId project, Caller.Kind kind) {
        return Flux.fromIterable(hashes.candidates(token))
                .concatMap(
                        hash -> recent.get(Key.ofText(kind, hash, project), callers.enterByHash(hash, project, kind)),
                        1)
                .next()
                .switchIfEmpty(refusal(token));
    }

    /** Why it makes nobody a caller, when it is a token that is known; empty when it is not. */
    private Mono<Caller> refusal(String token) {
        return transaction.entering(Flux.fromIterable(hashes.candidates(token))
                .concatMap(callers::enterByHash, 1)
                .next()
                .flatMap(callers::refusal)
                .flatMap(Mono::error));
    }

    private Mono<Caller> alive(UUID token, @Nullable ProjectId project, Caller.Kind kind) {
        return callers.byTokenId(token, project, kind)
                .switchIfEmpty(Mono.defer(() -> callers.refusal(token)).flatMap(Mono::error));
    }

    private Mono<Caller> onBehalf(Delegated source, @Nullable ProjectId project) {
        Mono<Caller> found = source.tokenId() == null
                ? person(source.tenant(), source.user(), project, Caller.Kind.DELEGATED)
                : recent.get(
                        Key.ofToken(Caller.Kind.DELEGATED, source.tokenId(), project),
                        transaction.in(source.tenant(), alive(source.tokenId(), project, Caller.Kind.DELEGATED)));
        return found.map(caller -> source.scopes().map(caller::only).orElse(caller))
                .switchIfEmpty(refused(Reason.UNKNOWN));
    }

    private Mono<Caller> person(TenantId tenant, UserId user, @Nullable ProjectId project, Caller.Kind kind) {
        return recent.get(
                Key.ofPerson(kind, tenant, user, project),
                transaction.in(tenant, callers.byUser(tenant, user, project, kind)));
    }

    private Mono<Caller> signedIn(Credential credential) {
        return signin.decode(credential.token())
                .onErrorMap(JwtException.class, Authenticator::undecodable)
                .flatMap(jwt -> {
                    TenantId tenant =
                            Objects.requireNonNullElseGet(credential.tenant(), () -> TenantId.of(claim(jwt, "tenant")));
                    ProjectId wanted = credential.project() != null ? credential.project() : project(jwt);
                    UserId user = UserId.of(claim(jwt, "sub"));
                    return person(tenant, user, wanted, Caller.Kind.SIGN_IN)
                            .map(caller -> caller.authenticatedAt(jwt.getClaimAsInstant("auth_time")));
                });
    }

    /** The signing keys may be out of reach while the sign-in restarts: that is not the caller's fault. */
    private static RuntimeException undecodable(JwtException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof java.io.IOException
                    || cause instanceof org.springframework.web.reactive.function.client.WebClientException) {
                return ApiException.unavailable(
                        "The sign-in cannot be reached to check this token. Try again shortly.");
            }
        }
        return CredentialRefusedException.of(Reason.UNKNOWN);
    }

    private static @Nullable ProjectId project(Jwt jwt) {
        String project = jwt.getClaimAsString("project");
        return project == null ? null : ProjectId.of(project);
    }

    private static String claim(Jwt jwt, String name) {
        String value = jwt.getClaimAsString(name);
        if (value == null) {
            throw CredentialRefusedException.of(Reason.UNKNOWN);
        }
        try {
            return UUID.fromString(value).toString();
        } catch (IllegalArgumentException _) {
            throw CredentialRefusedException.of(Reason.UNKNOWN);
        }
    }

    /** Naming a tenant or a project narrows; what the credential does not hold does not exist for it. */
    private static Mono<Caller> withinItsLimits(Caller caller, Credential credential) {
        if (credential.tenant() != null && !credential.tenant().equals(caller.tenant())) {
            return Mono.error(ApiException.notFound("Tenant", credential.tenant()));
        }
        if (credential.project() != null && !credential.project().equals(caller.project())) {
            return Mono.error(ApiException.notFound("Project", credential.project()));
        }
        // A delegated caller who names a project wants to be kept in it, whatever else the credential holds.
        return Mono.just(
                caller.kind() == Caller.Kind.DELEGATED && credential.project() != null
                        ? caller.within(credential.project())
                        : caller);
    }

    private Mono<Authentication> service(String secret) {
        boolean ours = MessageDigest.isEqual(
                secret.getBytes(StandardCharsets.UTF_8),
                settings.service().secret().getBytes(StandardCharsets.UTF_8));
        return ours ? Mono.just(new ServiceAuthentication()) : refused(Reason.SERVICE);
    }

    private static <T> Mono<T> refused(Reason reason) {
        return Mono.error(() -> CredentialRefusedException.of(reason));
    }

    /** Fails with the reason when the token is none that a person hands to others, or is not good any more. */
    Mono<Holder> holder(String token) {
        return TokenText.Kind.of(token)
                .map(kind -> stored(kind, token, null).map(caller -> new Holder(caller, List.of())))
                .orElseGet(() -> SIGNED.matcher(token).matches() ? clientOf(token) : refused(Reason.MALFORMED))
                .switchIfEmpty(refused(Reason.UNKNOWN));
    }

    /** The grant is read anew, so that whoever revokes it ends every token that was signed for it. */
    private Mono<Holder> clientOf(String token) {
        return clients.read(token)
                .onErrorMap(JwtException.class, Authenticator::undecodable)
                .flatMap(signed -> transaction
                        .in(signed.tenant(), grantee(signed))
                        .map(caller -> new Holder(caller, signed.audience())));
    }

    private Mono<Caller> grantee(ClientToken signed) {
        return alive(signed.grant(), null, Caller.Kind.GRANT)
                .filter(caller -> caller.user().equals(signed.user()))
                .map(caller -> caller.only(signed.scopes()))
                .delayUntil(_ -> callers.markUsed(signed.grant()));
    }
}

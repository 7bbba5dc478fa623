package dev.signalbox.platform.connectors;

import dev.signalbox.connector.ConnectorInfo.Authentication;
import dev.signalbox.connector.Credential;
import dev.signalbox.platform.accounts.AccountTokens.Held;
import dev.signalbox.platform.connectors.CallCredentials.Found;
import dev.signalbox.platform.connectors.ConnectorBindings.Bound;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ErrorCode;
import dev.signalbox.platform.secrets.Secrets;
import dev.signalbox.platform.secrets.UsableSecret;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gets the credential of the instance and the secrets that the arguments refer to, each only for where it is bound to. */
@Component
class Provisioning {

    private final CallCredentials credentials;
    private final Secrets secrets;

    Provisioning(CallCredentials credentials, Secrets secrets) {
        this.credentials = credentials;
        this.secrets = secrets;
    }

    /** Errors with an {@link ApiException} that says what is missing, and where to put it. */
    Mono<Provisions> of(Bound bound, ToolInvocation invocation) {
        return credentials
                .of(bound, invocation)
                .doOnNext(found -> requireFit(bound, found.credential()))
                .flatMap(found -> with(bound, invocation, found));
    }

    /** With a new token of the same account, after the other system has refused the one before. */
    Mono<Provisions> renewed(Bound bound, ToolInvocation invocation, Held refused) {
        return credentials.renewed(invocation.tenant(), refused).flatMap(found -> with(bound, invocation, found));
    }

    /** The other system refuses the account whatever it is shown. */
    Mono<Void> expire(ToolInvocation invocation, Held refused) {
        return credentials.expire(invocation.tenant(), refused);
    }

    private Mono<Provisions> with(Bound bound, ToolInvocation invocation, Found found) {
        var references = new SecretReferences(invocation.secretsAt());
        return secrets(bound, invocation, references).map(used -> {
            var masks = Masks.of(
                    found.credential(), used.stream().map(UsableSecret::value).toList());
            var limit = new HostLimit(Stream.concat(
                            Stream.ofNullable(found.account()).map(HostLimit.Bound::of),
                            used.stream()
                                    .filter(secret ->
                                            !secret.isOf(bound.instance().id().value()))
                                    .map(HostLimit.Bound::of))
                    .toList());
            var arguments = references.filled(invocation.arguments(), used);
            return new Provisions(found.credential(), found.account(), arguments, masks, limit);
        });
    }

    private static void requireFit(Bound bound, Credential credential) {
        var accepted = bound.installed().info().authentication();
        if (!accepted.contains(kind(credential))) {
            throw unfit(bound.instance(), credential, accepted);
        }
    }

    private Mono<List<UsableSecret>> secrets(Bound bound, ToolInvocation invocation, SecretReferences references) {
        var names = references.names(invocation.arguments());
        return names.isEmpty()
                ? Mono.just(List.of())
                : secrets.find(invocation.tenant(), invocation.project(), names)
                        .doOnNext(found -> found.forEach(secret -> requireBound(secret, bound.instance())));
    }

    private static void requireBound(UsableSecret secret, ConnectorInstance instance) {
        if (!secret.isOf(instance.id().value()) && secret.hosts().isEmpty()) {
            throw new ApiException(
                    ErrorCode.PERMISSION_DENIED,
                    "Secret %s is not for instance %s: add the instance to the secret, or the hosts it may be sent to."
                            .formatted(secret.name(), instance.name()));
        }
    }

    private static ApiException unfit(
            ConnectorInstance instance, Credential credential, Collection<Authentication> accepted) {
        var wanted = said(accepted);
        return new ApiException(
                ErrorCode.UNAUTHENTICATED,
                credential instanceof Credential.None
                        ? "Instance %s has no credential, and %s wants one: %s. Keep it with POST /v1/mcp/instances/%s/credentials."
                                .formatted(instance.name(), instance.connectorId(), wanted, instance.id())
                        : "The credential of instance %s is of a kind that %s does not take; it takes %s."
                                .formatted(instance.name(), instance.connectorId(), wanted));
    }

    static String said(Collection<Authentication> kinds) {
        return kinds.stream()
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .sorted()
                .collect(Collectors.joining(", "));
    }

    static Authentication kind(Credential credential) {
        return switch (credential) {
            case Credential.None() -> Authentication.NONE;
            case Credential.ApiKey _ -> Authentication.API_KEY;
            case Credential.Bearer _ -> Authentication.BEARER;
            case Credential.Basic _ -> Authentication.BASIC;
        };
    }
}

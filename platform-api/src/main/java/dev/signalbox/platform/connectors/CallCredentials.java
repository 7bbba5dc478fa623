package dev.signalbox.platform.connectors;

import dev.signalbox.connector.ConnectorInfo.Authentication;
import dev.signalbox.connector.Credential;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.accounts.AccountTokens;
import dev.signalbox.platform.accounts.AccountTokens.Held;
import dev.signalbox.platform.accounts.Accounts;
import dev.signalbox.platform.accounts.OnlyAccount;
import dev.signalbox.platform.connections.Connection;
import dev.signalbox.platform.connections.InstanceCredentials;
import dev.signalbox.platform.connections.InstanceCredentials.Kept;
import dev.signalbox.platform.connectors.ConnectorBindings.Bound;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ErrorCode;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Finds what a call authenticates with: the account it is made as; else what the instance was given; else the account of the project
 * itself, where one signs in.
 */
@Component
class CallCredentials {

    private final InstanceCredentials credentials;
    private final Accounts accounts;
    private final AccountTokens tokens;

    CallCredentials(InstanceCredentials credentials, Accounts accounts, AccountTokens tokens) {
        this.credentials = credentials;
        this.accounts = accounts;
        this.tokens = tokens;
    }

    /** @param account whose token it is; null for one that is given as it is */
    record Found(Credential credential, @Nullable Held account) {

        static Found of(Held held) {
            return new Found(new Credential.Bearer(held.access()), held);
        }
    }

    /** Errors with an {@link ApiException} when an account that is meant does not work. */
    Mono<Found> of(Bound bound, ToolInvocation invocation) {
        var account = invocation.account();
        return account != null
                ? tokens.fresh(invocation.tenant(), account).map(Found::of)
                : given(bound, invocation.tenant())
                        .flatMap(given -> given instanceof Credential.None && signsIn(bound)
                                ? ofProject(bound, invocation.tenant()).defaultIfEmpty(new Found(given, null))
                                : Mono.just(new Found(given, null)));
    }

    /** The other system has refused the token, so nothing has happened there. */
    Mono<Found> renewed(TenantId tenant, Held refused) {
        return tokens.afterRefusal(tenant, refused).map(Found::of);
    }

    /** It has refused the new one too. */
    Mono<Void> expire(TenantId tenant, Held refused) {
        return tokens.expire(tenant, refused.account());
    }

    private Mono<Credential> given(Bound bound, TenantId tenant) {
        var instance = bound.instance();
        return credentials
                .find(tenant, instance.id().value(), instance.activeProfile())
                .doOnNext(kept -> requireMeant(kept.connection(), instance))
                .map(Kept::credential)
                .defaultIfEmpty(new Credential.None());
    }

    private static void requireMeant(Connection kept, ConnectorInstance instance) {
        var hosts = kept.hosts();
        var now = Addresses.in(instance.settings());
        if (hosts != null && !hosts.containsAll(now)) {
            now.removeAll(Set.copyOf(hosts));
            throw new ApiException(
                    ErrorCode.UNAUTHENTICATED,
                    "The credential of instance %s was kept for other addresses, and its settings now lead to %s. Keep it anew with POST /v1/mcp/instances/%s/credentials if it is meant for there."
                            .formatted(instance.name(), String.join(", ", now), instance.id()));
        }
    }

    private Mono<Found> ofProject(Bound bound, TenantId tenant) {
        return accounts.ofProject(tenant, bound.instance().id().value())
                .filter(found -> !found.isEmpty())
                .map(found -> OnlyAccount.of(found, null))
                .flatMap(account -> tokens.fresh(tenant, account.id()))
                .map(Found::of);
    }

    private static boolean signsIn(Bound bound) {
        return bound.installed().mayBeProtected()
                && bound.installed().info().authentication().contains(Authentication.BEARER);
    }
}

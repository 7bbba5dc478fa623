package dev.signalbox.platform.connectors;

import dev.signalbox.connector.ConnectorInfo.Authentication;
import dev.signalbox.connector.Credential;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.accounts.AccountTokens;
import dev.signalbox.platform.accounts.AccountTokens.Held;
import dev.signalbox.platform.accounts.Accounts;
import dev.signalbox.platform.accounts.OnlyAccount;
import dev.signalbox.platform.connections.InstanceCredentials;
import dev.signalbox.platform.connectors.ConnectorBindings.Bound;
import dev.signalbox.platform.problem.ApiException;
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
        return credentials.credential(tenant, bound.instance().id().value(), bound.instance().activeProfile());
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

package dev.signalbox.platform.connected;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.accounts.Accounts;
import dev.signalbox.platform.accounts.ConnectedAccount;
import dev.signalbox.platform.accounts.OnlyAccount;
import dev.signalbox.platform.connectors.ProtectedInstances;
import dev.signalbox.platform.connectors.ToolBinding;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds the account that a call means: the one that is named, or the only one there is. Never guesses. */
@Component
class AccountChoice {

    private final Accounts accounts;
    private final ProtectedInstances instances;
    private final Access access;

    AccountChoice(Accounts accounts, ProtectedInstances instances, Access access) {
        this.accounts = accounts;
        this.instances = instances;
        this.access = access;
    }

    /** Errors with an {@code ApiException} that says which ones there are, or what to do when there is none. */
    Mono<ConnectedAccount> find(ToolBinding binding, @Nullable String identifier, ConnectedAccount.@Nullable Id id) {
        return Mono.zip(Access.current(), access.activeProject(Scope.MCP_EXECUTE))
                .flatMap(who -> instances
                        .find(who.getT1().tenant(), who.getT2(), binding)
                        .flatMap(instance -> id == null
                                ? only(who.getT1(), instance, identifier)
                                : named(who.getT1(), who.getT2(), instance, identifier, id)));
    }

    /** Whoever names both must name the same. */
    private Mono<ConnectedAccount> named(
            Caller caller,
            ProjectId project,
            ProtectedInstances.Protected instance,
            @Nullable String identifier,
            ConnectedAccount.Id id) {
        return accounts.find(caller.tenant(), id)
                .filter(account -> account.projectId().equals(project)
                        && account.instanceId().equals(instance.instance().value())
                        && (identifier == null || identifier.equals(account.identifier())))
                .switchIfEmpty(Mono.error(() -> AccountService.unknown(id)))
                // One that is not verified, or not any more, opens nothing, whoever names it.
                .map(account -> OnlyAccount.of(List.of(account), identifier));
    }

    private Mono<ConnectedAccount> only(
            Caller caller, ProtectedInstances.Protected instance, @Nullable String identifier) {
        return accounts.ofInstance(caller.tenant(), instance.instance().value(), identifier)
                .map(found -> OnlyAccount.of(found, identifier));
    }
}

package dev.signalbox.platform.connected;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.accounts.AccountLinks;
import dev.signalbox.platform.accounts.Accounts;
import dev.signalbox.platform.accounts.ConnectedAccount;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.connectors.ProtectedInstances;
import dev.signalbox.platform.connectors.ToolBinding;
import dev.signalbox.platform.paging.Cursors;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.problem.ApiException;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** The accounts of a project: connected by a link, listed and disconnected. */
@Service
class AccountService {

    private final Accounts accounts;
    private final AccountLinks links;
    private final ProtectedInstances instances;
    private final Access access;
    private final TenantTransaction transaction;
    private final Audit audit;
    private final Cursors cursors;

    AccountService(
            Accounts accounts,
            AccountLinks links,
            ProtectedInstances instances,
            Access access,
            TenantTransaction transaction,
            Audit audit,
            Cursors cursors) {
        this.accounts = accounts;
        this.links = links;
        this.instances = instances;
        this.access = access;
        this.transaction = transaction;
        this.audit = audit;
        this.cursors = cursors;
    }

    /** For whom, and where they go afterwards. */
    record Wanted(
            ToolBinding binding,
            @Nullable String identifier,
            @Nullable URI returnUrl) {

        /** The account of the project itself is part of its configuration. */
        Scope scope() {
            return identifier == null ? Scope.MCP_WRITE : Scope.MCP_EXECUTE;
        }
    }

    Mono<AccountLinks.Link> link(Wanted wanted) {
        return Mono.zip(Access.current(), access.activeProject(wanted.scope())).flatMap(who -> instances
                .find(who.getT1().tenant(), who.getT2(), wanted.binding())
                .flatMap(instance -> links.make(
                        who.getT1(),
                        new AccountLinks.Wanted(
                                who.getT2(),
                                instance.instance().value(),
                                instance.connectorId(),
                                instance.resource(),
                                wanted.identifier(),
                                wanted.returnUrl()))));
    }

    Mono<Page<ConnectedAccount>> list(@Nullable String identifier, int limit, @Nullable String cursor) {
        return Mono.zip(Access.current(), access.activeProject(Scope.MCP_READ)).flatMap(who -> {
            var tenant = who.getT1().tenant();
            var binding = "connected-accounts|%s|%s|%s".formatted(tenant, who.getT2(), identifier);
            var after = cursor == null
                    ? null
                    : UUID.fromString(cursors.open(binding, cursor).getFirst());
            return accounts.page(tenant, who.getT2(), identifier, after, limit + 1)
                    .map(found -> Page.of(
                            found,
                            limit,
                            last -> cursors.seal(binding, last.id().toString())));
        });
    }

    /** Errors with the one 404 for what does not exist, is another tenant's or stands in a project the caller cannot see. */
    Mono<ConnectedAccount> get(ConnectedAccount.Id id, Scope scope) {
        return Access.current()
                .flatMap(caller -> accounts.find(caller.tenant(), id))
                .switchIfEmpty(Mono.error(() -> unknown(id)))
                .delayUntil(account -> access.check(account.projectId(), scope, () -> unknown(id)));
    }

    /** Forgets what opened the account. It stays in the list, so that one sees that there was one. */
    Mono<Void> disconnect(ConnectedAccount.Id id) {
        return Mono.zip(Access.current(), get(id, Scope.MCP_EXECUTE)).flatMap(found -> {
            var tenant = found.getT1().tenant();
            var own = found.getT2().identifier() == null
                    ? access.check(found.getT2().projectId(), Scope.MCP_WRITE, () -> unknown(id))
                    : Mono.<Void>empty();
            return own.then(accounts.disconnect(tenant, id))
                    .then(transaction.required(audit.record("connected_account.disconnect", id.target(), Map.of())));
        });
    }

    static ApiException unknown(ConnectedAccount.Id id) {
        return ApiException.notFound("Connected account", id);
    }
}

package dev.signalbox.platform.connected;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.accounts.Accounts;
import dev.signalbox.platform.accounts.ConnectedAccount;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.connectors.ToolOutcome;
import dev.signalbox.platform.problem.ApiException;
import java.util.Map;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Makes an account active. Guarantee: only whoever made the link can, with what the browser brought back; so nobody who was handed
 * a link, or who hands one on, connects an account to somebody else.
 */
@Service
class AccountVerification {

    private final AccountService service;
    private final Accounts accounts;
    private final AccountTools tools;
    private final TenantTransaction transaction;
    private final Audit audit;

    AccountVerification(
            AccountService service, Accounts accounts, AccountTools tools, TenantTransaction transaction, Audit audit) {
        this.service = service;
        this.accounts = accounts;
        this.tools = tools;
        this.transaction = transaction;
        this.audit = audit;
    }

    Mono<ConnectedAccount> verify(ConnectedAccount.Id id, String code) {
        return Mono.zip(Access.current(), service.get(id, Scope.MCP_EXECUTE)).flatMap(found -> proven(
                        found.getT1(), id, code)
                .delayUntil(account -> tools.check(found.getT1(), account).doOnNext(AccountVerification::require))
                .flatMap(_ -> activate(found.getT1(), id)));
    }

    private Mono<ConnectedAccount> proven(Caller caller, ConnectedAccount.Id id, String code) {
        return accounts.proven(caller.tenant(), id, caller.user(), code)
                .switchIfEmpty(Mono.error(() -> ApiException.conflict(
                        "This code does not verify account %s: it is used up, older than an hour, or of another account or person."
                                .formatted(id))));
    }

    private static void require(ToolOutcome outcome) {
        switch (outcome) {
            case ToolOutcome.Success _ -> {}
            case ToolOutcome.Failure failure ->
                throw ApiException.conflict("The account does not work yet: " + failure.message());
            case ToolOutcome.Unknown unknown ->
                throw ApiException.conflict("The account does not work yet: " + unknown.message());
        }
    }

    private Mono<ConnectedAccount> activate(Caller caller, ConnectedAccount.Id id) {
        return transaction.required(accounts.activate(caller.tenant(), id)
                .switchIfEmpty(
                        Mono.error(() -> ApiException.conflict("Account " + id + " was verified or ended meanwhile.")))
                .delayUntil(_ -> audit.record("connected_account.verify", id.target(), Map.of())));
    }
}

package dev.signalbox.platform.connected;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.accounts.ConnectedAccount;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.connectors.ConnectorInstance;
import dev.signalbox.platform.connectors.ToolBinding;
import dev.signalbox.platform.connectors.ToolCatalog;
import dev.signalbox.platform.connectors.ToolDescription;
import dev.signalbox.platform.connectors.ToolInvocation;
import dev.signalbox.platform.connectors.ToolOutcome;
import dev.signalbox.platform.connectors.ToolRunner;
import dev.signalbox.platform.problem.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Tools, called as the person whose account it is. */
@Service
class AccountTools {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final AccountChoice choice;
    private final ToolCatalog catalog;
    private final ToolRunner runner;
    private final TenantTransaction transaction;
    private final Audit audit;

    AccountTools(
            AccountChoice choice, ToolCatalog catalog, ToolRunner runner, TenantTransaction transaction, Audit audit) {
        this.choice = choice;
        this.catalog = catalog;
        this.runner = runner;
        this.transaction = transaction;
        this.audit = audit;
    }

    /** Whose account: named by itself or by its owner, or the only one. */
    record Whose(ToolBinding binding, @Nullable String identifier, ConnectedAccount.@Nullable Id id) {}

    /**
     * What to call.
     *
     * @param key the same for every attempt to do the same thing
     */
    record Wanted(String tool, JsonNode input, @Nullable String key) {}

    /**
     * How a call ended.
     *
     * @param outcome unknown: it may have happened, and is not repeated by itself
     */
    record Executed(
            ConnectedAccount.Id connectedAccountId,
            Ending outcome,
            @Nullable JsonNode result,
            @Nullable ErrorCode code,
            @Nullable String message,
            @Nullable Boolean retryable) {}

    /** How a call ended, as the wire writes it. */
    enum Ending {
        SUCCESS,
        FAILURE,
        UNKNOWN;

        @JsonValue
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What the account's owner can have done for them. */
    Mono<List<ToolDescription>> list(Whose whose) {
        return Mono.zip(Access.current(), choice.find(whose.binding(), whose.identifier(), whose.id()))
                .flatMap(found ->
                        catalog.list(found.getT1().tenant(), found.getT2().projectId(), instance(found.getT2())));
    }

    Mono<Executed> execute(Whose whose, Wanted wanted) {
        return Mono.zip(Access.current(), choice.find(whose.binding(), whose.identifier(), whose.id()))
                .flatMap(found -> execute(found.getT1(), found.getT2(), wanted));
    }

    private Mono<Executed> execute(Caller caller, ConnectedAccount account, Wanted wanted) {
        var invocation = invocation(caller, account, wanted);
        return runner.call(invocation)
                .map(outcome -> executed(account, outcome))
                .delayUntil(executed -> transaction.required(audit.record(
                        "connected_account.execute",
                        account.id().target(),
                        Map.of(
                                "tool",
                                wanted.tool(),
                                "outcome",
                                executed.outcome().wire()))));
    }

    /** Tries the account, so that what is called connected works. */
    Mono<ToolOutcome> check(Caller caller, ConnectedAccount account) {
        var invocation = invocation(caller, account, new Wanted("check", JsonNodeFactory.instance.objectNode(), null));
        return runner.check(invocation);
    }

    private static ToolInvocation invocation(Caller caller, ConnectedAccount account, Wanted wanted) {
        var key = wanted.key() == null ? UUID.randomUUID().toString() : wanted.key();
        return new ToolInvocation(
                        caller.tenant(),
                        account.projectId(),
                        caller.user(),
                        instance(account),
                        wanted.tool(),
                        wanted.input(),
                        "%s:%s:%s".formatted(caller.tenant(), account.id(), key),
                        false,
                        PATIENCE)
                .as(account.id());
    }

    private static ToolBinding instance(ConnectedAccount account) {
        return new ToolBinding.ToInstance(new ConnectorInstance.Id(account.instanceId()));
    }

    private static Executed executed(ConnectedAccount account, ToolOutcome outcome) {
        return switch (outcome) {
            case ToolOutcome.Success(var result) ->
                new Executed(account.id(), Ending.SUCCESS, result, null, null, null);
            case ToolOutcome.Failure failure ->
                new Executed(
                        account.id(), Ending.FAILURE, null, failure.code(), failure.message(), failure.retryable());
            case ToolOutcome.Unknown(var message) ->
                new Executed(account.id(), Ending.UNKNOWN, null, null, message, false);
        };
    }
}

package dev.signalbox.platform.guided;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.access.TokenHashes;
import dev.signalbox.platform.access.TokenText;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.notifications.Notifications;
import dev.signalbox.platform.paging.Cursors;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.workflows.PublishedWorkflows;
import dev.signalbox.platform.workflows.Workflow;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** The run tokens a person has made. */
@Service
class RunTokenService {

    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");
    private static final UUID LAST = new UUID(-1, -1);

    private final RunTokenRepository tokens;
    private final PublishedWorkflows workflows;
    private final TenantTransaction transaction;
    private final TokenHashes hashes;
    private final Notifications notifications;
    private final Audit audit;
    private final Cursors cursors;

    RunTokenService(
            RunTokenRepository tokens,
            PublishedWorkflows workflows,
            TenantTransaction transaction,
            TokenHashes hashes,
            Notifications notifications,
            Audit audit,
            Cursors cursors) {
        this.tokens = tokens;
        this.workflows = workflows;
        this.transaction = transaction;
        this.hashes = hashes;
        this.notifications = notifications;
        this.audit = audit;
        this.cursors = cursors;
    }

    Mono<Page<RunToken>> list(Workflow.@Nullable Id workflow, int limit, @Nullable String cursor) {
        return Access.current().flatMap(caller -> {
            String binding = "run-tokens|%s|%s|%s".formatted(caller.tenant(), caller.user(), workflow);
            List<String> last = cursor == null ? List.of() : cursors.open(binding, cursor);
            Instant before = last.isEmpty() ? LATEST : Instant.parse(last.getFirst());
            UUID id = last.isEmpty() ? LAST : UUID.fromString(last.getLast());
            return transaction
                    .required(tokens.findBefore(caller.tenant(), caller.user(), workflow, before, id, limit + 1)
                            .collectList())
                    .map(found -> Page.of(found, limit, one -> cursors.seal(binding, one.createdAt(), one.id())));
        });
    }

    /** For a workflow the caller may run themselves: nobody hands out what they do not have. */
    Mono<RunToken> create(String name, Workflow.Id workflow, int days) {
        String token = TokenText.random(TokenText.Kind.WRT);
        return transaction.required(workflows
                .find(workflow, Scope.WORKFLOW_RUN)
                .zipWith(Access.current())
                .flatMap(found -> tokens.insert(found.getT2(), name, found.getT1(), days, hashes.of(token)))
                .delayUntil(made ->
                        audit.record("run_token.create", target(made.id()), Map.of("workflow", made.workflowId())))
                .map(made -> made.withToken(token)));
    }

    Mono<Void> revoke(RunToken.Id id) {
        return Access.current().flatMap(caller -> transaction.required(revoke(caller, id)));
    }

    /** Told in the same transaction, so that a node hears of it exactly when it can see it. */
    private Mono<Void> revoke(Caller caller, RunToken.Id id) {
        return tokens.revoke(caller.tenant(), caller.user(), id)
                .filter(revoked -> revoked)
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Run token", id)))
                .then(notifications.send(Notifications.Channel.REVOCATION, id.toString()))
                .then(audit.record("run_token.revoke", target(id), Map.of()));
    }

    private static String target(RunToken.Id id) {
        return "run_token/" + id;
    }
}

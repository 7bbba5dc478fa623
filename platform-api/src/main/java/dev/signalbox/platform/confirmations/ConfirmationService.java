package dev.signalbox.platform.confirmations;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.Seals;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.audit.Audit;
import dev.signalbox.platform.confirmations.Confirmation.Status;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/**
 * Guarantee: a yes is good for one call: of this tool, with these arguments, by this caller, within {@link #LIFETIME}; and only
 * the person whose token it is can give it.
 */
@Service
public class ConfirmationService {

    static final Duration LIFETIME = Duration.ofMinutes(5);
    static final int WAITING = 20;

    private static final Duration JUST_NOW = Duration.ofSeconds(30);

    private static final String PURPOSE = "confirmation";

    private final ConfirmationRepository confirmations;
    private final TenantTransaction transaction;
    private final Seals seals;
    private final Audit audit;

    ConfirmationService(ConfirmationRepository confirmations, TenantTransaction transaction, Seals seals, Audit audit) {
        this.confirmations = confirmations;
        this.transaction = transaction;
        this.seals = seals;
        this.audit = audit;
    }

    /** Puts a keyed digest where a secret is, so that the yes is for exactly this one and nobody can read or guess it. */
    ObjectNode hide(ObjectNode arguments, @Nullable List<String> hidden) {
        if (hidden == null || hidden.isEmpty()) {
            return arguments;
        }
        var shown = arguments.deepCopy();
        hidden.stream()
                .filter(shown::has)
                .forEach(name -> shown.put(
                        name,
                        "••• "
                                + seals.digest(PURPOSE, String.valueOf(arguments.get(name)))
                                        .substring(0, 32)));
        return shown;
    }

    /**
     * Completes when a person has just said yes to exactly this call of this caller, and uses that up. For operations that no
     * credential alone may have. Of mcp-server, which asks before it calls, the yes it has just used counts.
     */
    public Mono<Void> require(String tool, ObjectNode arguments) {
        var call = new RiskyCall(tool, arguments);
        return Access.current()
                .flatMap(caller -> caller.kind() == Caller.Kind.DELEGATED
                        ? transaction
                                .required(confirmations.spendUsed(caller, call, JUST_NOW))
                                .filter(used -> used)
                                .switchIfEmpty(
                                        Mono.error(() -> refused("No person has confirmed this call.", Map.of())))
                                .then()
                        : clear(call).flatMap(ConfirmationService::cleared));
    }

    private static Mono<Void> cleared(Clearance said) {
        return switch (said.status()) {
            case CLEARED -> Mono.empty();
            case DECLINED -> Mono.error(refused("The person has declined this.", Map.of()));
            case PENDING ->
                Mono.error(refused(
                        "This needs a person's yes: confirm it in the console within %d minutes, then send it again."
                                .formatted(LIFETIME.toMinutes()),
                        Map.of(
                                "confirmation_id",
                                String.valueOf(said.id()),
                                "confirm_until",
                                String.valueOf(said.expiresAt()))));
        };
    }

    private static ApiException refused(String detail, Map<String, Object> facts) {
        return new ApiException(ErrorCode.PERMISSION_DENIED, detail, List.of(), facts);
    }

    /** Uses up what the person said; asks them when there is nothing to use up. */
    Mono<Clearance> clear(RiskyCall call) {
        return Access.current()
                .flatMap(caller ->
                        transaction.required(use(caller, call, null).switchIfEmpty(Mono.defer(() -> confirmations
                                .findPending(caller, call)
                                .switchIfEmpty(Mono.defer(() -> ask(caller, call)))
                                .map(open -> pending(caller, call, open))))));
    }

    /**
     * Goes on with the question that the ticket is of. Another one is not asked: who comes with a ticket twice is told so.
     *
     * @param accepted what the person said to their client; null when they may have said it in the console
     */
    Mono<Clearance> clear(RiskyCall call, String ticket, @Nullable Boolean accepted) {
        return Access.current().flatMap(caller -> {
            Confirmation.Id id = opened(caller, call, ticket);
            Mono<Boolean> said = accepted == null ? Mono.just(true) : answered(caller, id, accepted);
            return transaction.required(said.then(Mono.defer(() -> use(caller, call, id)))
                    .switchIfEmpty(Mono.defer(() -> confirmations
                            .findPending(caller, call)
                            .filter(open -> open.id().equals(id))
                            .map(open -> pending(caller, call, open))))
                    .switchIfEmpty(Mono.error(ConfirmationService::over)));
        });
    }

    /** The calls that wait for the caller. */
    Mono<Page<Confirmation>> list() {
        return Access.current()
                .flatMap(caller ->
                        transaction.required(confirmations.listPending(caller).collectList()))
                .map(waiting -> new Page<>(waiting, null));
    }

    Mono<Confirmation> get(Confirmation.Id id) {
        return Access.current()
                .flatMap(caller -> transaction.required(confirmations.find(caller, id)))
                .switchIfEmpty(Mono.error(() -> ApiException.notFound("Confirmation", id)));
    }

    /** Only somebody who is signed in: a token that could say yes to itself would need nobody. */
    Mono<Confirmation> decide(Confirmation.Id id, boolean accepted) {
        return Access.current()
                .flatMap(caller -> caller.kind() == Caller.Kind.SIGN_IN
                        ? transaction.required(get(id).then(answered(caller, id, accepted))
                                .filter(answered -> answered)
                                .switchIfEmpty(Mono.error(ConfirmationService::over))
                                .then(Mono.defer(() -> get(id))))
                        : Mono.error(new ApiException(
                                ErrorCode.PERMISSION_DENIED, "Sign in to the console to confirm or decline this.")));
    }

    private Mono<Clearance> use(Caller caller, RiskyCall call, Confirmation.@Nullable Id only) {
        return confirmations
                .use(caller, call, only)
                .delayUntil(
                        said -> audit.record("confirmation.use", "tool/" + call.tool(), Map.of("said", said.wire())))
                .map(Clearance::used);
    }

    private Mono<Confirmation> ask(Caller caller, RiskyCall call) {
        var id = new Confirmation.Id(UUID.randomUUID());
        return confirmations
                .deleteOld(caller)
                .then(confirmations.listPending(caller).count())
                .filter(waiting -> waiting < WAITING)
                .switchIfEmpty(Mono.error(ConfirmationService::tooMany))
                .then(Mono.defer(() -> confirmations.insert(caller, id, call, LIFETIME)))
                .then(audit.record("confirmation.ask", target(id), Map.of("tool", call.tool())))
                .then(Mono.defer(() -> confirmations.find(caller, id)));
    }

    /** mcp-server says what a person told their client; a personal token itself cannot. */
    private Mono<Boolean> answered(Caller caller, Confirmation.Id id, boolean accepted) {
        if (caller.kind() != Caller.Kind.SIGN_IN && caller.kind() != Caller.Kind.DELEGATED) {
            return Mono.error(new ApiException(
                    ErrorCode.PERMISSION_DENIED, "A token cannot confirm its own call. Sign in to the console."));
        }
        Status said = accepted ? Status.CONFIRMED : Status.DECLINED;
        return confirmations
                .decide(caller, id, said)
                .delayUntil(changed -> changed
                        ? audit.record(
                                accepted ? "confirmation.confirm" : "confirmation.decline",
                                target(id),
                                Map.of("via", caller.kind() == Caller.Kind.SIGN_IN ? "console" : "client"))
                        : Mono.empty());
    }

    private Clearance pending(Caller caller, RiskyCall call, Confirmation open) {
        return Clearance.pending(
                open, seals.seal(PURPOSE, binding(caller, call), open.id().toString()));
    }

    private Confirmation.Id opened(Caller caller, RiskyCall call, String ticket) {
        return seals.open(PURPOSE, binding(caller, call), ticket)
                .map(Confirmation.Id::of)
                .orElseThrow(() -> ApiException.invalid(
                        "ticket", "belongs to another call: another tool, other arguments or another caller"));
    }

    private static String binding(Caller caller, RiskyCall call) {
        return String.join(
                "|",
                List.of(
                        caller.tenant().toString(),
                        caller.user().toString(),
                        String.valueOf(caller.tokenId()),
                        call.hash()));
    }

    private static ApiException over() {
        return new ApiException(
                ErrorCode.GONE,
                "This confirmation was answered, used, or is older than %d minutes. Call the tool again to ask anew."
                        .formatted(LIFETIME.toMinutes()));
    }

    private static ApiException tooMany() {
        return new ApiException(
                ErrorCode.RATE_LIMITED,
                "%d calls wait for this person already. Let them answer those first.".formatted(WAITING));
    }

    private static String target(Confirmation.Id id) {
        return "confirmation/" + id;
    }
}

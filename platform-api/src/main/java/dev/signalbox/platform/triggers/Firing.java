package dev.signalbox.platform.triggers;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.journal.RunTrigger;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ErrorCode;
import dev.signalbox.platform.runs.RunCommands;
import dev.signalbox.platform.runs.StartParams;
import dev.signalbox.platform.triggers.FireRepository.Busy;
import dev.signalbox.platform.triggers.FireRepository.DueTrigger;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Fires one trigger. Guarantee: of all nodes that find it due one does it, and what is started, what is remembered and when it
 * is due next are written together or not at all. ADR 81.
 */
@Component
class Firing {

    private static final Duration REMEMBERED = Duration.ofDays(90);

    private final FireRepository fires;
    private final RunCommands runs;
    private final Access access;
    private final TenantTransaction transaction;

    Firing(FireRepository fires, RunCommands runs, Access access, TenantTransaction transaction) {
        this.fires = fires;
        this.runs = runs;
        this.access = access;
        this.transaction = transaction;
    }

    Mono<Void> fire(DueTrigger due, Instant now) {
        TenantId tenant = due.tenantId();
        return transaction.in(tenant, fires.claim(due, now).flatMap(trigger -> startQueued(tenant, trigger, now)
                .then(startDue(tenant, trigger, now))
                .then(fires.forgetBefore(tenant, trigger.id(), now.minus(REMEMBERED)))));
    }

    private Mono<Void> startQueued(TenantId tenant, Trigger trigger, Instant now) {
        Instant queued = trigger.queuedFireAt();
        return queued == null
                ? Mono.empty()
                : fires.busy(tenant, trigger.id())
                        .filter(busy -> !busy.running())
                        .flatMap(_ -> start(tenant, trigger, queued, now));
    }

    private Mono<Void> startDue(TenantId tenant, Trigger trigger, Instant now) {
        if (trigger.nextFireAt() == null || trigger.nextFireAt().isAfter(now)) {
            return Mono.empty();
        }
        Due due = Due.of(trigger, now);
        return giveUp(tenant, trigger, due.missed(), now)
                .thenMany(Flux.fromIterable(due.fires()))
                .concatMap(at -> startUnlessBusy(tenant, trigger, at, now))
                .then(fires.advance(
                        tenant, trigger.id(), trigger.schedule().next(now).orElse(null)));
    }

    private Mono<Void> giveUp(TenantId tenant, Trigger trigger, @Nullable Instant missed, Instant now) {
        return missed == null
                ? Mono.empty()
                : fires.record(tenant, trigger.id(), new Fire(missed, Fire.Outcome.MISSED, null, null, null, now));
    }

    private Mono<Void> startUnlessBusy(TenantId tenant, Trigger trigger, Instant at, Instant now) {
        return fires.busy(tenant, trigger.id()).flatMap(busy -> {
            if (!busy.running() || trigger.overlap() == Trigger.Overlap.ALLOW) {
                return start(tenant, trigger, at, now);
            }
            return settle(tenant, trigger, new Fire(at, instead(trigger, busy), null, null, null, now));
        });
    }

    private static Fire.Outcome instead(Trigger trigger, Busy busy) {
        return trigger.overlap() == Trigger.Overlap.QUEUE_ONE && !busy.queued()
                ? Fire.Outcome.QUEUED
                : Fire.Outcome.SKIPPED;
    }

    /** A refusal is an outcome: it would be the same a second later. Anything else undoes all of it, to be tried again. */
    private Mono<Void> start(TenantId tenant, Trigger trigger, Instant at, Instant now) {
        return owner(tenant, trigger)
                .flatMap(owner -> runs.start(trigger.workflowId(), params(trigger, at), RunTrigger.CRON)
                        .contextWrite(Access.acting(owner)))
                .map(run -> new Fire(at, Fire.Outcome.STARTED, run.runId(), null, null, now))
                .onErrorResume(
                        ApiException.class,
                        e -> e.code().retryable()
                                ? Mono.error(e)
                                : Mono.just(new Fire(at, Fire.Outcome.FAILED, null, null, error(e), now)))
                .flatMap(fire -> settle(tenant, trigger, fire));
    }

    private Mono<Caller> owner(TenantId tenant, Trigger trigger) {
        return access.recorded(tenant, trigger.projectId(), trigger.owner(), trigger.ownerToken())
                .switchIfEmpty(Mono.error(() -> new ApiException(
                        ErrorCode.PERMISSION_DENIED,
                        "The owner of the trigger is no longer a member here, or the token it was saved with has ended. "
                                + "Enable it anew as somebody who may run the workflow.")));
    }

    private static StartParams params(Trigger trigger, Instant at) {
        return StartParams.of(
                trigger.settings().params().put("run_id", trigger.runOf(at).toString()));
    }

    private static JsonNode error(ApiException failure) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("code", failure.code().name())
                .put("message", String.valueOf(failure.getMessage()));
    }

    private Mono<Void> settle(TenantId tenant, Trigger trigger, Fire fire) {
        return fires.record(tenant, trigger.id(), fire).then(fires.remember(tenant, trigger.id(), fire));
    }
}

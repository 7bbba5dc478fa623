package dev.signalbox.platform.audit;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.background.BackgroundLoop;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Signs where each chain has come to, from time to time, if there is a key to sign with. */
@Component
class HeadSigner extends BackgroundLoop {

    private final AuditSettings settings;
    private final AuditRepository events;
    private final ChainRepository chains;
    private final HeadKeys keys;
    private final TenantTransaction transaction;
    private final Clock clock;

    HeadSigner(
            AuditSettings settings,
            AuditRepository events,
            ChainRepository chains,
            HeadKeys keys,
            TenantTransaction transaction,
            Clock clock) {
        super("sign audit heads");
        this.settings = settings;
        this.events = events;
        this.chains = chains;
        this.keys = keys;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    protected Flux<Void> work() {
        return keys.canSign() ? every(settings.signEvery(), Mono.defer(this::signAll)) : Flux.never();
    }

    Mono<Void> signAll() {
        return chains.tenantsWithUnsigned()
                .collectList()
                .flatMapIterable(tenants -> tenants)
                .concatMap(tenant -> orLater(tenant, sign(tenant)))
                .then();
    }

    Mono<Void> sign(TenantId tenant) {
        return transaction.in(
                tenant,
                chains.claim(tenant)
                        .filter(claimed -> claimed)
                        .flatMap(_ -> chains.find(tenant))
                        .flatMap(end -> isThere(tenant, end).then(sign(tenant, end))));
    }

    /** A signature says that the chain is as we left it; on one that was cut meanwhile it would say so of a lie. */
    private Mono<Void> isThere(TenantId tenant, Link end) {
        return events.findBefore(tenant, Long.MAX_VALUE, 1)
                .next()
                .filter(newest -> end.equals(newest.link()))
                .switchIfEmpty(Mono.error(() -> new IllegalStateException(
                        "The audit chain does not end at %d any more".formatted(end.position()))))
                .then();
    }

    private Mono<Void> sign(TenantId tenant, Link end) {
        var head = keys.sign(tenant.value(), end, clock.instant().truncatedTo(ChronoUnit.MICROS));
        return chains.insert(tenant, head).then(chains.markSigned(tenant, end.position()));
    }
}

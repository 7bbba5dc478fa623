package dev.signalbox.platform.journal;

import dev.signalbox.platform.access.TenantId;
import dev.signalbox.platform.access.TenantTransaction;
import dev.signalbox.platform.background.BackgroundLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Admits queued runs tenant by tenant, in turns, as long as there is room: nobody's crowd stands in another one's way. */
@Component
class Admission extends BackgroundLoop {

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final AdmissionRepository queue;
    private final TenantTransaction transaction;

    Admission(AdmissionRepository queue, TenantTransaction transaction) {
        super("admit queued runs");
        this.queue = queue;
        this.transaction = transaction;
    }

    /** One turn for each tenant that waits, in an order by chance; again, until a whole round admitted nobody. */
    Mono<Void> admitAll() {
        return round().expand(admitted -> admitted > 0 ? round() : Mono.empty()).then();
    }

    private Mono<Long> round() {
        return queue.listTenantsThatWait()
                .collectList()
                .map(Admission::shuffled)
                .flatMapIterable(tenants -> tenants)
                .concatMap(tenant -> orLater(tenant, turn(tenant)))
                .reduce(0L, Long::sum);
    }

    private Mono<Long> turn(TenantId tenant) {
        return transaction.in(tenant, queue.admit(tenant));
    }

    private static List<TenantId> shuffled(List<TenantId> tenants) {
        var inTurn = new ArrayList<>(tenants);
        Collections.shuffle(inTurn);
        return inTurn;
    }

    @Override
    protected Flux<Void> work() {
        return every(PAUSE, Mono.defer(this::admitAll));
    }
}

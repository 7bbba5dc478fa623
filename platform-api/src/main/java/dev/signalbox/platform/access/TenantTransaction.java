package dev.signalbox.platform.access;

import dev.signalbox.platform.database.TenantScope;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;
import reactor.util.context.ContextView;

/**
 * Guarantee: no statement of a tenant's data runs before row-level security knows the tenant. The one place that opens a
 * transaction; what begins it names the tenant to the policies, for this transaction only. Nested calls join, and joining
 * with another tenant is refused. Statements inside run one after another.
 */
@Component
public class TenantTransaction {

    private static final Logger log = LoggerFactory.getLogger(TenantTransaction.class);
    private static final Object TENANT = new Object();

    private final ReactiveTransactionManager transactions;
    private final DatabaseClient db;

    TenantTransaction(ReactiveTransactionManager transactions, DatabaseClient db) {
        this.transactions = transactions;
        this.db = db;
    }

    public <T> Mono<T> in(TenantId tenant, Mono<T> work) {
        return Mono.deferContextual(context -> switch (standing(context, tenant)) {
            case OUTSIDE -> of(tenant).transactional(work).contextWrite(inside(tenant));
            case NOWHERE_YET -> enter(context, tenant).then(work);
            case INSIDE -> work;
            case ELSEWHERE -> Mono.error(another());
        });
    }

    public <T> Flux<T> inMany(TenantId tenant, Flux<T> work) {
        return Flux.deferContextual(context -> switch (standing(context, tenant)) {
            case OUTSIDE -> of(tenant).transactional(work).contextWrite(inside(tenant));
            case NOWHERE_YET -> enter(context, tenant).thenMany(work);
            case INSIDE -> work;
            case ELSEWHERE -> Flux.error(another());
        });
    }

    /** In the tenant of the current caller. */
    public <T> Mono<T> required(Mono<T> work) {
        return Access.current().flatMap(caller -> in(caller.tenant(), work));
    }

    /** In the tenant of the current caller. */
    public <T> Flux<T> requiredMany(Flux<T> work) {
        return Access.current().flatMapMany(caller -> inMany(caller.tenant(), work));
    }

    /** For what learns on its way which tenant it is in: a credential that is looked up, a tenant that is being made. One at most. */
    public <T> Mono<T> entering(Mono<T> work) {
        return Mono.deferContextual(context -> context.hasKey(TENANT)
                ? Mono.error(another())
                : TransactionalOperator.create(transactions)
                        .transactional(work)
                        .contextWrite(c -> c.put(TENANT, new AtomicReference<TenantId>())));
    }

    /** Whether what has this context is in a transaction. */
    public static boolean isOpen(ContextView context) {
        return context.hasKey(TENANT);
    }

    /**
     * Call it in a transaction: it runs when, and only when, that one is committed, before anybody hears of it. What is committed stays
     * so, whatever becomes of the deed.
     */
    public static Mono<Void> afterCommit(Runnable deed) {
        return TransactionSynchronizationManager.forCurrentTransaction()
                .doOnNext(transaction -> transaction.registerSynchronization(new TransactionSynchronization() {
                    @Override
                    public Mono<Void> afterCommit() {
                        return Mono.<Void>fromRunnable(deed).onErrorResume(e -> {
                            log.error("What was to follow a commit failed", e);
                            return Mono.empty();
                        });
                    }
                }))
                .then();
    }

    private Mono<Void> enter(ContextView context, TenantId tenant) {
        AtomicReference<TenantId> entered = context.get(TENANT);
        return db.sql("select set_config('app.tenant_id', :tenant, true)")
                .bind("tenant", tenant.toString())
                .then()
                .doOnSuccess(_ -> entered.set(tenant));
    }

    private TransactionalOperator of(TenantId tenant) {
        return TransactionalOperator.create(transactions, new TenantScope(tenant.value()));
    }

    private static Function<Context, Context> inside(TenantId tenant) {
        return context -> context.put(TENANT, tenant);
    }

    private static Standing standing(ContextView context, TenantId tenant) {
        if (!context.hasKey(TENANT)) {
            return Standing.OUTSIDE;
        }
        Object outer = context.get(TENANT) instanceof AtomicReference<?> entered ? entered.get() : context.get(TENANT);
        if (outer == null) {
            return Standing.NOWHERE_YET;
        }
        return tenant.equals(outer) ? Standing.INSIDE : Standing.ELSEWHERE;
    }

    private static IllegalStateException another() {
        return new IllegalStateException("A transaction belongs to one tenant");
    }

    /** Where a piece of work finds itself, seen from the tenant it is for. */
    private enum Standing {
        /** In no transaction. */
        OUTSIDE,
        /** In a transaction that has not entered a tenant. */
        NOWHERE_YET,
        /** In a transaction of this tenant. */
        INSIDE,
        /** In a transaction of another tenant. */
        ELSEWHERE
    }
}

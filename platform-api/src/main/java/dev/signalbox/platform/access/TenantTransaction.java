package dev.signalbox.platform.access;

import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.ReactiveTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Guarantee: no statement of a tenant's data runs before row-level security knows the tenant. The one place that opens a
 * transaction; its first statement names the tenant to the policies, for this transaction only. Nested calls join, and joining
 * with another tenant is refused. Statements inside run one after another.
 */
@Component
public class TenantTransaction {

    private static final Object TENANT = new Object();

    private final TransactionalOperator transaction;
    private final DatabaseClient db;

    TenantTransaction(ReactiveTransactionManager transactions, DatabaseClient db) {
        this.transaction = TransactionalOperator.create(transactions);
        this.db = db;
    }

    public <T> Mono<T> in(TenantId tenant, Mono<T> work) {
        return Mono.deferContextual(context -> {
            if (context.hasKey(TENANT)) {
                return joins(context.get(TENANT), tenant) ? work : Mono.error(another());
            }
            return transaction.transactional(enter(tenant).then(work)).contextWrite(c -> c.put(TENANT, tenant));
        });
    }

    public <T> Flux<T> inMany(TenantId tenant, Flux<T> work) {
        return Flux.deferContextual(context -> {
            if (context.hasKey(TENANT)) {
                return joins(context.get(TENANT), tenant) ? work : Flux.error(another());
            }
            return transaction.transactional(enter(tenant).thenMany(work)).contextWrite(c -> c.put(TENANT, tenant));
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

    /** Finds the tenant inside the transaction it then is: for credentials, which tell the tenant only when they are looked up. */
    <T> Mono<T> entering(Mono<T> work) {
        return transaction.transactional(work);
    }

    private Mono<Void> enter(TenantId tenant) {
        return db.sql("select set_config('app.tenant_id', :tenant, true)")
                .bind("tenant", tenant.toString())
                .then();
    }

    private static boolean joins(Object outer, TenantId tenant) {
        return outer.equals(tenant);
    }

    private static IllegalStateException another() {
        return new IllegalStateException("A transaction belongs to one tenant");
    }
}

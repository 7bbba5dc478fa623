package dev.signalbox.platform.database;

import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionMetadata;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.TransactionDefinition;
import io.r2dbc.spi.ValidationDepth;
import java.time.Duration;
import java.util.UUID;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Begins a tenant's transaction and names the tenant in one message; in everything else the connection it wraps. Guarantee: nobody
 * else gets the connection while a transaction is begun on it or open. So a beginning that nobody waits for any more still ends, and
 * what rolls back waits for it: the driver rolls back only what it knows to be open.
 */
final class TenantConnection implements Connection {

    private final Connection connection;
    private volatile Mono<Void> beginning = Mono.empty();

    TenantConnection(Connection connection) {
        this.connection = connection;
    }

    @Override
    public Publisher<Void> beginTransaction(TransactionDefinition definition) {
        UUID tenant = definition.getAttribute(TenantScope.TENANT);
        return tenant == null ? connection.beginTransaction(definition) : enter(tenant);
    }

    private Mono<Void> enter(UUID tenant) {
        return Mono.defer(() -> {
            // Kept, not only run: whoever cancels leaves it going, and a rollback can wait for it. No quoting: it is
            // the text of a UUID.
            beginning = run("begin; select set_config('app.tenant_id', '%s', true)".formatted(tenant))
                    .onErrorResume(failed -> run("rollback").then(Mono.error(failed)))
                    .cache();
            return beginning;
        });
    }

    private Mono<Void> run(String statements) {
        return Flux.from(connection.createStatement(statements).execute())
                .flatMap(Result::getRowsUpdated)
                .then();
    }

    @Override
    public Publisher<Void> beginTransaction() {
        return connection.beginTransaction();
    }

    @Override
    public Publisher<Void> close() {
        return connection.close();
    }

    @Override
    public Publisher<Void> commitTransaction() {
        return connection.commitTransaction();
    }

    @Override
    public Batch createBatch() {
        return connection.createBatch();
    }

    @Override
    public Publisher<Void> createSavepoint(String name) {
        return connection.createSavepoint(name);
    }

    @Override
    public Statement createStatement(String sql) {
        return connection.createStatement(sql);
    }

    @Override
    public boolean isAutoCommit() {
        return connection.isAutoCommit();
    }

    @Override
    public ConnectionMetadata getMetadata() {
        return connection.getMetadata();
    }

    @Override
    public IsolationLevel getTransactionIsolationLevel() {
        return connection.getTransactionIsolationLevel();
    }

    @Override
    public Publisher<Void> releaseSavepoint(String name) {
        return connection.releaseSavepoint(name);
    }

    @Override
    public Publisher<Void> rollbackTransaction() {
        return Mono.defer(() -> beginning)
                .onErrorComplete() // told to whoever began it
                .then(Mono.defer(() -> Mono.from(connection.rollbackTransaction())));
    }

    @Override
    public Publisher<Void> rollbackTransactionToSavepoint(String name) {
        return connection.rollbackTransactionToSavepoint(name);
    }

    @Override
    public Publisher<Void> setAutoCommit(boolean autoCommit) {
        return connection.setAutoCommit(autoCommit);
    }

    @Override
    public Publisher<Void> setLockWaitTimeout(Duration timeout) {
        return connection.setLockWaitTimeout(timeout);
    }

    @Override
    public Publisher<Void> setStatementTimeout(Duration timeout) {
        return connection.setStatementTimeout(timeout);
    }

    @Override
    public Publisher<Void> setTransactionIsolationLevel(IsolationLevel level) {
        return connection.setTransactionIsolationLevel(level);
    }

    @Override
    public Publisher<Boolean> validate(ValidationDepth depth) {
        return connection.validate(depth);
    }
}

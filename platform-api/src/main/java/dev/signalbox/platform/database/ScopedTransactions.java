package dev.signalbox.platform.database;

import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Option;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;

/** Hands the tenant of a {@link TenantScope} to the connection that begins the transaction. */
@Component
class ScopedTransactions extends R2dbcTransactionManager {

    ScopedTransactions(ConnectionFactory connections) {
        super(connections);
    }

    @Override
    protected io.r2dbc.spi.TransactionDefinition createTransactionDefinition(TransactionDefinition definition) {
        var plain = super.createTransactionDefinition(definition);
        return definition instanceof TenantScope scope ? new OfTenant(scope, plain) : plain;
    }

    private record OfTenant(TenantScope scope, io.r2dbc.spi.TransactionDefinition plain)
            implements io.r2dbc.spi.TransactionDefinition {

        @Override
        public <T> @Nullable T getAttribute(Option<T> option) {
            return option.equals(TenantScope.TENANT) ? option.cast(scope.tenant()) : plain.getAttribute(option);
        }
    }
}

package dev.signalbox.platform.database;

import io.r2dbc.spi.Option;
import java.util.UUID;
import org.springframework.transaction.TransactionDefinition;

/** A transaction in which row-level security knows the tenant: the message that begins it says so. */
public record TenantScope(UUID tenant) implements TransactionDefinition {

    static final Option<UUID> TENANT = Option.valueOf("signalbox.tenant");
}

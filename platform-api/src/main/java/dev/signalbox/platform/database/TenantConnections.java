package dev.signalbox.platform.database;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** What the pool opens. */
record TenantConnections(ConnectionFactory plain) implements ConnectionFactory {

    @Override
    public Publisher<? extends Connection> create() {
        return Mono.from(plain.create()).map(TenantConnection::new);
    }

    @Override
    public ConnectionFactoryMetadata getMetadata() {
        return plain.getMetadata();
    }
}

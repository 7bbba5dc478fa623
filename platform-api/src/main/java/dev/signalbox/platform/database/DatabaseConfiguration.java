package dev.signalbox.platform.database;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

    /** Runs before the first pooled connection: the driver looks up the vector type when a connection opens. */
    @Bean(initMethod = "migrate")
    Flyway migrations(DatabaseSettings settings) {
        var owner = DataSourceBuilder.create()
                .type(org.postgresql.ds.PGSimpleDataSource.class)
                .url(settings.jdbcUrl())
                .username(settings.owner().user())
                .password(settings.owner().password())
                .build();
        return Flyway.configure()
                .dataSource(owner)
                .locations("classpath:db/migration")
                .connectRetries(10)
                .load();
    }

    @Bean
    PostgresqlConnectionFactory unpooledConnections(DatabaseSettings settings, Flyway migrated) {
        return new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                .host(settings.host())
                .port(settings.port())
                .database(settings.name())
                .username(settings.app().user())
                .password(settings.app().password())
                .applicationName("signalbox-platform")
                .connectTimeout(Duration.ofSeconds(5))
                .tcpKeepAlive(true)
                .build());
    }

    @Bean(destroyMethod = "dispose")
    @Primary
    ConnectionPool connections(DatabaseSettings settings, PostgresqlConnectionFactory unpooled) {
        return new ConnectionPool(ConnectionPoolConfiguration.builder(new TenantConnections(unpooled))
                .name("platform")
                .initialSize(2)
                .maxSize(settings.poolSize())
                .maxIdleTime(Duration.ofMinutes(10))
                .maxAcquireTime(Duration.ofSeconds(10))
                .acquireRetry(3)
                .build());
    }
}

package dev.signalbox.platform.database;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param owner migrates the schema at start, and does nothing else
 * @param app runs everything, under row-level security
 * @param poolSize R2DBC connections at the most
 */
@Validated
@ConfigurationProperties("signalbox.database")
public record DatabaseSettings(
        @NotBlank String host,
        @Min(1) @Max(65535) int port,
        @NotBlank String name,
        @Valid Login owner,
        @Valid Login app,
        @DefaultValue("20") @Min(2) int poolSize) {

    public String jdbcUrl() {
        return "jdbc:postgresql://%s:%d/%s".formatted(host, port, name);
    }

    public record Login(@NotBlank String user, @NotBlank String password) {

        @Override
        public String toString() {
            return "Login[user=" + user + "]";
        }
    }
}

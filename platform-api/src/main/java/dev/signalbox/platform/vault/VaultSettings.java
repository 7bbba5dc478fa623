package dev.signalbox.platform.vault;

import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param masterKeyFile the keys that wrap those of the tenants, one a line; the first is in force
 * @param upkeepEvery how often a node looks for keys to wrap anew and values to seal anew, and reads the file again
 */
@Validated
@ConfigurationProperties("signalbox.vault")
record VaultSettings(
        @NotNull(
                message =
                        "must name the file with the master key: 32 random bytes in base64, readable by its owner only")
        Path masterKeyFile,

        @DefaultValue("30s") @DurationMin(seconds = 1) Duration upkeepEvery) {}

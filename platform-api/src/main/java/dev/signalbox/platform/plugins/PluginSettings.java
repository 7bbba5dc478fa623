package dev.signalbox.platform.plugins;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param folder where the operator puts plugin jars; the platform only reads it
 * @param lookEvery how often the folder is looked at for jars that came, changed or went
 * @param certificates files of the certificates whose owners may sign plugins, in PEM
 * @param allowUnsigned loads unsigned jars too; one that was altered after it was signed is refused all the same
 */
@ConfigurationProperties("signalbox.plugins")
record PluginSettings(
        @DefaultValue("plugins") Path folder,
        @DefaultValue("2s") Duration lookEvery,
        @DefaultValue List<Path> certificates,
        @DefaultValue("false") boolean allowUnsigned) {}

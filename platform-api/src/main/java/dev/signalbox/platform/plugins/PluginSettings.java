package dev.signalbox.platform.plugins;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param folder where the operator puts plugin jars; the platform only reads it */
@ConfigurationProperties("signalbox.plugins")
record PluginSettings(@DefaultValue("plugins") Path folder) {}

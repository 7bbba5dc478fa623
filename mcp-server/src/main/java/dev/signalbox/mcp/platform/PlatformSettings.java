package dev.signalbox.mcp.platform;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** @param url where the platform listens, without a path */
@Validated
@ConfigurationProperties("signalbox.platform")
record PlatformSettings(@NotNull URI url) {}

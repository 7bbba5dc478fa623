package dev.signalbox.mcp.platform;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Profile;
import org.springframework.validation.annotation.Validated;

/** @param secret proves this process to the platform */
@Profile("!stdio")
@Validated
@ConfigurationProperties("signalbox.service")
record ServiceSettings(@NotNull @Size(min = 32) String secret) {

    @Override
    public String toString() {
        return "ServiceSettings[]";
    }
}

package dev.signalbox.platform.toolcalls;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Calls a second, over all nodes; twice as many may come at once.
 *
 * @param perTenant of all people of a tenant
 * @param perToken of one token, or of one person who is signed in
 * @param perTool of one tool with one token
 */
@Validated
@ConfigurationProperties("signalbox.tool-calls")
record ToolRateSettings(
        @DefaultValue("1000") @Positive double perTenant,
        @DefaultValue("500") @Positive double perToken,
        @DefaultValue("500") @Positive double perTool) {}

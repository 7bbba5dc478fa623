package dev.signalbox.platform.host;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param concurrency runs that one node drives at the same time; waiting runs do not count
 * @param heartbeat a node that misses five of them is taken for dead, and its runs go on elsewhere
 * @param poll how often a node looks for due runs when nobody tells it
 * @param yieldAfter changes after which a run lets others go first
 * @param toolTimeout for a call whose step names none
 * @param callsPerSecond tools that the runs of a tenant call, over all nodes; {@code run_share} may say otherwise
 * @param callsPerSecondPerConnector of them, to one connector or instance
 */
@Validated
@ConfigurationProperties("signalbox.runs")
record HostSettings(
        @DefaultValue("256") @Min(1) @Max(1000) int concurrency,
        @DefaultValue("3s") Duration heartbeat,
        @DefaultValue("200ms") Duration poll,
        @DefaultValue("50") @Min(1) int yieldAfter,
        @DefaultValue("60s") Duration toolTimeout,
        @DefaultValue("200") @Positive double callsPerSecond,
        @DefaultValue("100") @Positive double callsPerSecondPerConnector) {}

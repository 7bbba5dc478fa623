package dev.signalbox.mcp.transport;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * @param resource this server's own address, as tokens and clients name it
 * @param authorizationServer where a client without a token may get one
 * @param allowedHosts values of the Host header; {@code :*} stands for any port
 * @param allowedOrigins origins of browsers that may call; {@code :*} stands for any port
 * @param signOfLife how often a client that wants progress hears of a call that takes long
 * @param recheck how often an open stream looks whether its caller may still listen, and what they see now
 */
@Validated
@ConfigurationProperties("signalbox.mcp")
record McpSettings(
        @NotNull URI resource,
        @NotNull URI authorizationServer,
        @NotEmpty List<String> allowedHosts,
        @NotNull List<String> allowedOrigins,
        @NotNull Duration sessionLifetime,
        @NotNull Duration recheck,
        @NotNull Duration signOfLife,
        @Min(1) int streamsPerCaller,
        @Min(1) int sessionsPerCaller) {

    /** RFC 9728: the path of the resource follows the well-known part. */
    String resourceMetadata() {
        return resource.resolve(ResourceMetadata.PATH + resource.getPath()).toString();
    }
}

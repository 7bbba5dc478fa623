package dev.signalbox.mcp.transport;

import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** Where the endpoint is; looked at before anything else is. */
@Configuration(proxyBeanMethods = false)
@Profile("!stdio")
class McpAddresses {

    private static final int FIRST = -2;

    @Bean
    SimpleUrlHandlerMapping mcpMapping(McpEndpoint endpoint) {
        return new SimpleUrlHandlerMapping(
                Map.of(
                        McpEndpoint.PATH, endpoint,
                        McpEndpoint.RUNS_PATH, endpoint,
                        McpEndpoint.INSTANCE_PATH, endpoint),
                FIRST);
    }
}

package dev.signalbox.mcp;

import dev.signalbox.mcp.transport.StandardStreams;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Starts the server, or with {@code --stdio} the same tools for one person on standard input and output. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class McpServer {

    private static final String STDIO = "--stdio";

    public static void main(String[] arguments) {
        var application = new SpringApplication(McpServer.class);
        if (List.of(arguments).contains(STDIO)) {
            StandardStreams.reserveForProtocol();
            application.setAdditionalProfiles("stdio");
            application.setWebApplicationType(WebApplicationType.NONE);
        }
        application.run(arguments);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}

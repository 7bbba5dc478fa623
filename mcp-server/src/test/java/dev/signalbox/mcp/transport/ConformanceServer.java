package dev.signalbox.mcp.transport;

import dev.signalbox.mcp.McpServer;
import dev.signalbox.mcp.catalog.StepUp;
import dev.signalbox.mcp.catalog.ToolCalls;
import dev.signalbox.mcp.resources.Resources;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;

/** The server as it is, with what the conformance suite asks for beside the real tools, prompts and resources. */
@Configuration(proxyBeanMethods = false)
@Profile("conformance")
public class ConformanceServer {

    private final AtomicInteger promptChanges = new AtomicInteger();

    public static void main(String[] arguments) {
        var application = new SpringApplication(McpServer.class);
        application.setAdditionalProfiles("conformance");
        application.run(arguments);
    }

    @Bean
    @Primary
    ToolMethods fixtureTools(WireTools wire, ToolCalls calls, RiskAnswers risk, StepUp stepUp, McpSettings settings) {
        return new FixtureToolMethods(wire, calls, risk, stepUp, settings, promptChanges);
    }

    @Bean
    @Primary
    PromptMethods fixturePrompts() {
        return new FixturePromptMethods(promptChanges);
    }

    @Bean
    @Primary
    ResourceMethods fixtureResources(Resources resources) {
        return new FixtureResourceMethods(resources);
    }

    @Bean
    @Primary
    CompletionMethods fixtureCompletion(Resources resources) {
        return new FixtureCompletionMethods(resources);
    }
}

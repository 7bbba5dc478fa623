package dev.signalbox.mcp;

import dev.signalbox.mcp.catalog.Catalogue;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.tools.Tools;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;

/** The server with as many tools as the bench wants; the environment says how many. */
@Configuration(proxyBeanMethods = false)
@Profile("many-tools")
public class ManyToolsServer {

    public static void main(String[] arguments) {
        var application = new SpringApplication(McpServer.class);
        application.setAdditionalProfiles("many-tools");
        application.run(arguments);
    }

    @Bean
    @Primary
    Catalogue many() {
        int wanted = Integer.parseInt(System.getenv().getOrDefault("MANY_TOOLS", "50"));
        List<Class<? extends Record>> records = new ArrayList<>(Tools.ALL.stream()
                .filter(record -> record.getAnnotation(Tool.class).group() == ToolGroup.CORE)
                .limit(wanted)
                .toList());
        for (int number = records.size(); number < wanted; number++) {
            records.add(ToolCopies.numbered(number));
        }
        return Catalogue.of(records);
    }
}

package dev.signalbox.platform.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import java.util.Locale;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.models.GroupedOpenApi;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The guided surface described alone, as tools import it that know nothing else of the platform. */
@Configuration(proxyBeanMethods = false)
class GuidedDescription {

    static final String GROUP = "guided";
    static final String ADDRESS = "/v1/guided/openapi.yaml";

    @Bean
    GroupedOpenApi guided(OperationCustomizer whoMayCall, OpenApiCustomizer problemSchema) {
        return GroupedOpenApi.builder()
                .group(GROUP)
                .pathsToMatch("/v1/guided/**")
                .pathsToExclude(ADDRESS)
                .addOperationCustomizer(whoMayCall)
                .addOperationCustomizer((operation, handler) -> {
                    operation.setOperationId("run_" + snake(handler.getMethod().getName()));
                    return operation;
                })
                .addOpenApiCustomizer(problemSchema)
                .addOpenApiCustomizer(GuidedDescription::introduce)
                .build();
    }

    private static void introduce(OpenAPI api) {
        api.getInfo().title("Signalbox, guided runs").description("""
            Leads you through a workflow step by step. Start a run, answer each step with what its expected_output \
            asks for, and go on with the step that comes back, until run_complete is true.\
            """);
        api.getComponents()
                .getSecuritySchemes()
                .put(
                        OpenApiConfiguration.TOKEN,
                        OpenApiConfiguration.bearer(
                                "A run token of the workflow, or a personal access token with workflow:run."));
        api.getComponents().getSecuritySchemes().remove(OpenApiConfiguration.SERVICE);
    }

    private static String snake(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}

package dev.signalbox.platform.openapi;

import dev.signalbox.platform.access.Anonymous;
import dev.signalbox.platform.access.Requires;
import dev.signalbox.platform.access.ServiceOnly;
import dev.signalbox.platform.problem.Problem;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.method.HandlerMethod;

@Configuration(proxyBeanMethods = false)
class OpenApiConfiguration {

    private static final String KEY = "Idempotency-Key";

    static final String TOKEN = "token";
    static final String SERVICE = "service";

    @Bean
    OpenAPI openApi() {
        return new OpenAPI()
                .info(new Info()
                        .title("Signalbox")
                        .version("v1")
                        .description("Workflows that AI agents and people run together.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/")))
                .components(new Components()
                        .addSecuritySchemes(TOKEN, bearer("A personal access token, or a token of the sign-in."))
                        .addSecuritySchemes(
                                SERVICE,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("service")
                                        .description("The secret our own processes share.")));
    }

    static SecurityScheme bearer(String description) {
        return new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description(description);
    }

    /** Says of each operation who may call it, and that every failure is a problem document. */
    @Bean
    OperationCustomizer whoMayCall() {
        return (operation, handler) -> {
            name(operation, handler);
            unwrapIds(operation);
            untype(operation);
            repeatable(operation, handler);
            secure(operation, handler);
            operation.getResponses().addApiResponse("default", problem());
            return operation;
        };
    }

    @Bean
    OpenApiCustomizer problemSchema() {
        return api -> {
            ModelConverters.getInstance(true)
                    .readAllAsResolvedSchema(new AnnotatedType(Problem.class))
                    .referencedSchemas
                    .forEach((name, schema) -> api.getComponents().addSchemas(name, schema));
            asItIsSent(Objects.requireNonNull(api.getComponents().getSchemas().get("Problem")));
        };
    }

    /** The facts of a problem stand beside its other members, and what is empty is left out. */
    private static void asItIsSent(Schema<?> problem) {
        problem.getProperties().remove("facts");
        problem.setRequired(problem.getRequired().stream()
                .filter(name -> !name.equals("facts") && !name.equals("errors"))
                .toList());
        problem.setAdditionalProperties(true);
    }

    /** Ids that stay when another controller gets a method of the same name. */
    private static void name(Operation operation, HandlerMethod handler) {
        String controller = handler.getBeanType().getSimpleName().replace("Controller", "");
        operation.setOperationId(controller + "_" + handler.getMethod().getName());
        operation.setTags(List.of(handler.getBeanType().getPackageName().replaceAll(".*\\.", "")));
    }

    /** A typed id within a parameter object is described by its component; the wire has the id itself. */
    private static void unwrapIds(Operation operation) {
        if (operation.getParameters() != null) {
            operation
                    .getParameters()
                    .forEach(parameter -> parameter.setName(parameter.getName().replaceAll("\\.value$", "")));
        }
    }

    /** A body that may be any JSON is made an object on its way into the document. */
    private static void untype(Operation operation) {
        if (operation.getRequestBody() != null) {
            operation.getRequestBody().getContent().values().forEach(body -> untype(body.getSchema()));
        }
    }

    private static void untype(@Nullable Schema<?> body) {
        if (body != null && RecordSchemas.ANY.equals(body.getDescription())) {
            body.setTypes(null);
            body.setType(null);
        }
    }

    /** Every POST takes a key, by a filter that no operation declares. */
    private static void repeatable(Operation operation, HandlerMethod handler) {
        boolean declared = operation.getParameters() != null
                && operation.getParameters().stream().anyMatch(parameter -> KEY.equals(parameter.getName()));
        if (handler.hasMethodAnnotation(PostMapping.class) && !declared) {
            operation.addParametersItem(new HeaderParameter()
                    .name(KEY)
                    .required(false)
                    .description("Sent again with the same key and body within 24 hours, the request happens once.")
                    .schema(new StringSchema()));
        }
    }

    private static void secure(Operation operation, HandlerMethod handler) {
        Requires requires = handler.getMethodAnnotation(Requires.class);
        if (handler.hasMethodAnnotation(Anonymous.class)) {
            operation.addExtension("x-required-scope", "none");
        } else if (handler.hasMethodAnnotation(ServiceOnly.class)) {
            operation.addExtension("x-required-scope", "service");
            operation.setSecurity(List.of(new SecurityRequirement().addList(SERVICE)));
        } else {
            operation.addExtension(
                    "x-required-scope",
                    requires == null ? "any" : requires.value().wire());
            operation.setSecurity(List.of(new SecurityRequirement().addList(TOKEN)));
        }
    }

    private static ApiResponse problem() {
        return new ApiResponse()
                .description("A problem, as RFC 9457 describes it.")
                .content(new Content()
                        .addMediaType(
                                "application/problem+json",
                                new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))));
    }
}

package dev.signalbox.platform.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.signalbox.platform.access.Anonymous;
import java.util.Locale;
import org.springdoc.webflux.api.MultipleOpenApiWebFluxResource;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
class GuidedDescriptionController {

    private final MultipleOpenApiWebFluxResource descriptions;

    GuidedDescriptionController(MultipleOpenApiWebFluxResource descriptions) {
        this.descriptions = descriptions;
    }

    /** Who sets up an agent imports this before the agent has a token. */
    @GetMapping(path = GuidedDescription.ADDRESS, produces = "application/yaml")
    @Anonymous("It tells what the documentation tells, and nothing of a tenant.")
    Mono<byte[]> guided(ServerHttpRequest request) throws JsonProcessingException {
        return descriptions.openapiYaml(request, GuidedDescription.ADDRESS, GuidedDescription.GROUP, Locale.ROOT);
    }
}

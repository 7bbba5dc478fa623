package dev.signalbox.platform.workflows;

import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.engine.Graph;
import dev.signalbox.platform.engine.InvalidGraph;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Checks a graph as it would run in a project. */
@Component
class Validator {

    Mono<Validation> validate(ProjectId project, JsonNode graph) {
        return Mono.fromSupplier(() -> structure(graph));
    }

    private static Validation structure(JsonNode document) {
        try {
            Graph.read(document);
            return Validation.of(List.of("structure"), List.of());
        } catch (InvalidGraph invalid) {
            return Validation.of(List.of("structure"), invalid.issues());
        }
    }
}

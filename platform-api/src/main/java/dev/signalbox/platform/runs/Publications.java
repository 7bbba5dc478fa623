package dev.signalbox.platform.runs;

import com.networknt.schema.Error;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.engine.Graph;
import dev.signalbox.platform.journal.VersionRepository;
import dev.signalbox.platform.journal.VersionRepository.Published;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ApiException.FieldError;
import dev.signalbox.platform.problem.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** Finds what is to be run, and checks that it can be run with what was sent. */
@Component
class Publications {

    private static final int ERRORS = 20;

    private final VersionRepository versions;
    private final Access access;
    private final SchemaRegistry schemas = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

    Publications(VersionRepository versions, Access access) {
        this.versions = versions;
        this.access = access;
    }

    Mono<Published> find(UUID workflow, @Nullable Integer version) {
        return Access.current()
                .flatMap(caller -> versions.findProject(caller.tenant(), workflow)
                        .switchIfEmpty(Mono.error(() -> ApiException.notFound("Workflow", workflow)))
                        .delayUntil(project -> access.check(
                                project, Scope.WORKFLOW_RUN, () -> ApiException.notFound("Workflow", workflow)))
                        .flatMap(_ -> versions.find(caller.tenant(), workflow, version)))
                .switchIfEmpty(Mono.error(() -> version == null
                        ? ApiException.conflict(
                                "Workflow %s cannot be started: publish a version of it first.".formatted(workflow))
                        : ApiException.invalid("params.version", "is not a published version of this workflow")));
    }

    /** @throws ApiException INVALID_ARGUMENT when a named step does not exist, or the input does not fit the workflow's schema */
    ObjectNode input(Published published, StartParams params) {
        steps(published.graph(), "params.trigger_steps", params.triggerSteps());
        steps(published.graph(), "params.excluded_step_ids", params.excludedStepIds());
        ObjectNode input = published.graph().input(params.defaults(), params.payload());
        published
                .graph()
                .inputSchema()
                .ifPresent(schema -> refuse(schemas.getSchema(schema).validate(input)));
        return input;
    }

    private static void steps(Graph graph, String field, Set<String> ids) {
        for (String id : ids) {
            if (graph.find(id).isEmpty()) {
                throw ApiException.invalid(field, "names no step of this version: " + id);
            }
        }
    }

    private static void refuse(List<Error> errors) {
        if (errors.isEmpty()) {
            return;
        }
        var fields = errors.stream()
                .limit(ERRORS)
                .map(error ->
                        new FieldError("params.trigger_payload" + error.getInstanceLocation(), error.getMessage()))
                .toList();
        throw new ApiException(
                ErrorCode.INVALID_ARGUMENT,
                "The input does not fit the workflow's input_schema: "
                        + fields.getFirst().message() + ".",
                fields,
                Map.of());
    }
}

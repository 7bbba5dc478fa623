package dev.signalbox.platform.workflows;

import dev.signalbox.platform.engine.Issue;
import dev.signalbox.platform.engine.Issue.Severity;
import dev.signalbox.platform.engine.Validation;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ApiException.FieldError;
import dev.signalbox.platform.problem.ErrorCode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads and changes a draft one step at a time: for agents, who should not have to send a whole graph to change a tone. */
@Service
class WorkflowStepService {

    private final WorkflowService workflows;
    private final Validator validator;

    WorkflowStepService(WorkflowService workflows, Validator validator) {
        this.workflows = workflows;
        this.validator = validator;
    }

    Mono<DraftStep> get(Workflow.Id id, StepAddress step) {
        return workflows.get(id).map(found -> of(found, step));
    }

    /** A draft may have errors; a change of one step may not add any. */
    Mono<DraftStep> update(Workflow.Id id, StepAddress step, ObjectNode patch, long revision) {
        return workflows.changeable(id).flatMap(found -> {
            if (found.revision() != revision) {
                return Mono.error(ApiException.staleVersion("Workflow", found.revision()));
            }
            JsonNode changed = graph(found).deepCopy();
            merge(step.in(changed), sameId(step.in(changed), patch));
            return refuseNewErrors(found, changed)
                    .then(workflows.update(id, null, null, changed, revision))
                    .map(updated -> of(updated, step));
        });
    }

    private static DraftStep of(Workflow workflow, StepAddress step) {
        return new DraftStep(workflow.id(), workflow.revision(), step.in(graph(workflow)));
    }

    private static JsonNode graph(Workflow workflow) {
        return Objects.requireNonNull(workflow.graph());
    }

    /** Other steps refer to it by its id. */
    private static ObjectNode sameId(ObjectNode step, ObjectNode patch) {
        JsonNode id = patch.get("id");
        if (id != null && !id.equals(step.get("id"))) {
            throw ApiException.invalid("id", "stays as it is here; rename a step by sending the whole graph");
        }
        return patch;
    }

    /** RFC 7396. */
    private static void merge(ObjectNode target, ObjectNode patch) {
        patch.properties().forEach(change -> {
            String name = change.getKey();
            switch (change.getValue()) {
                case ObjectNode inner ->
                    merge(target.get(name) instanceof ObjectNode o ? o : target.putObject(name), inner);
                case JsonNode gone when gone.isNull() -> target.remove(name);
                case JsonNode value -> target.set(name, value);
            }
        });
    }

    private Mono<Void> refuseNewErrors(Workflow before, JsonNode changed) {
        return validator
                .validate(before, graph(before))
                .zipWith(validator.validate(before, changed))
                .doOnNext(both -> refuse(added(both.getT1(), both.getT2())))
                .then();
    }

    private static List<Issue> added(Validation before, Validation after) {
        Set<Issue> known = new HashSet<>(before.issues());
        return after.issues().stream()
                .filter(issue -> issue.severity() == Severity.ERROR && !known.contains(issue))
                .toList();
    }

    private static void refuse(List<Issue> added) {
        if (added.isEmpty()) {
            return;
        }
        throw new ApiException(
                ErrorCode.INVALID_GRAPH,
                "The draft was not changed, because this would make it wrong: "
                        + added.getFirst().message(),
                added.stream()
                        .map(issue -> new FieldError(issue.path(), issue.message() + " " + issue.hint()))
                        .toList(),
                Map.of("issues", added));
    }
}

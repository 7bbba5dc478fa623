package dev.signalbox.platform.tasks;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signalbox.platform.journal.Storable;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ApiException.FieldError;
import dev.signalbox.platform.problem.ErrorCode;
import dev.signalbox.platform.schemas.Shape;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A person's answer. {@code decision} and {@code notes} are another way to say {@code approved} and {@code comment}.
 *
 * @param result what becomes part of the step's result
 * @param contextEdits {@code {input?, steps?: {id: {result}}}}: what later steps read instead
 */
record Answer(
        @Nullable Boolean approved,
        @Nullable Decision decision,
        @Nullable String option,
        @Nullable @Size(max = 4000) String comment,
        @Nullable @Size(max = 4000) String notes,
        @Nullable ObjectNode result,
        @Nullable ObjectNode contextEdits) {

    enum Decision {
        @JsonProperty("approve")
        APPROVE,
        @JsonProperty("reject")
        REJECT
    }

    /** @throws ApiException INVALID_ARGUMENT when this does not answer the task */
    void check(HumanTask task) {
        if (approved == null && decision == null && option == null) {
            throw ApiException.invalid("approved", "is required: true or false");
        }
        if (approved != null && decision != null && approved != (decision == Decision.APPROVE)) {
            throw ApiException.invalid("decision", "contradicts approved");
        }
        if (option != null && !task.options().contains(option)) {
            throw ApiException.invalid("option", "must be one of " + String.join(", ", task.options()));
        }
        if (!Storable.is(outcome()) || (contextEdits != null && !Storable.is(contextEdits))) {
            throw ApiException.invalid(
                    "result", "must not contain the character U+0000, nor be nested deeper than " + Storable.DEEPEST);
        }
        if (task.formSchema() != null && approves()) {
            fits(Shape.of(task.formSchema()));
        }
    }

    private void fits(Shape form) {
        var problems = form.problems(result == null ? JsonNodeFactory.instance.objectNode() : result);
        if (problems.isEmpty()) {
            return;
        }
        throw new ApiException(
                ErrorCode.INVALID_ARGUMENT,
                "The result does not fit the task's form: "
                        + problems.getFirst().message() + ".",
                problems.stream()
                        .map(problem -> new FieldError("result" + problem.path(), problem.message()))
                        .toList(),
                Map.of());
    }

    /** Choosing an option without saying more is a yes. */
    boolean approves() {
        return decision == null ? approved == null || approved : decision == Decision.APPROVE;
    }

    String text() {
        return comment == null ? (notes == null ? "" : notes) : comment;
    }

    /** The step's result: what was decided stands above what was submitted. */
    ObjectNode outcome() {
        ObjectNode outcome = result == null ? JsonNodeFactory.instance.objectNode() : result.deepCopy();
        outcome.put("approved", approves());
        outcome.put("option", option);
        outcome.put("comment", text().isEmpty() ? null : text());
        return outcome;
    }
}

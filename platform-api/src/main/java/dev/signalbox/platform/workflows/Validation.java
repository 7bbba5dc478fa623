package dev.signalbox.platform.workflows;

import dev.signalbox.platform.engine.Issue;
import dev.signalbox.platform.engine.Issue.Severity;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ApiException.FieldError;
import dev.signalbox.platform.problem.ErrorCode;
import java.util.List;
import java.util.Map;

/**
 * What a dry run of a graph found.
 *
 * @param valid whether it could be published: warnings do not count
 * @param checksPerformed the names of the checks that were made
 */
record Validation(boolean valid, List<String> checksPerformed, List<Issue> issues) {

    static Validation of(List<String> checks, List<Issue> issues) {
        return new Validation(
                issues.stream().noneMatch(issue -> issue.severity() == Severity.ERROR), checks, List.copyOf(issues));
    }

    /** @throws ApiException INVALID_GRAPH with every error, when there is one */
    void orThrow() {
        if (!valid) {
            List<FieldError> errors = issues.stream()
                    .filter(issue -> issue.severity() == Severity.ERROR)
                    .map(issue -> new FieldError(issue.path(), issue.message() + " " + issue.hint()))
                    .toList();
            throw new ApiException(
                    ErrorCode.INVALID_GRAPH,
                    "The graph has %d error%s and cannot be published. The first: %s"
                            .formatted(
                                    errors.size(),
                                    errors.size() == 1 ? "" : "s",
                                    errors.getFirst().message()),
                    errors,
                    Map.of("issues", issues));
        }
    }
}

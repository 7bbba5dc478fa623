package dev.signalbox.platform.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.platform.problem.ApiException.FieldError;
import java.util.List;
import java.util.Map;

/** RFC 9457 problem document. {@code error} repeats {@code detail} for clients that look for a plain error text. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        ErrorCode code,
        String error,
        @JsonInclude(JsonInclude.Include.ALWAYS) boolean retryable,
        String requestId,
        List<FieldError> errors,
        @JsonAnyGetter Map<String, Object> facts) {

    static Problem of(ApiException failure, String instance, String requestId) {
        String detail = String.valueOf(failure.getMessage());
        ErrorCode code = failure.code();
        return new Problem(
                "urn:signalbox:problem:" + code.slug(),
                code.status().getReasonPhrase(),
                code.status().value(),
                detail,
                instance,
                code,
                detail,
                code.retryable(),
                requestId,
                failure.errors(),
                failure.facts());
    }
}

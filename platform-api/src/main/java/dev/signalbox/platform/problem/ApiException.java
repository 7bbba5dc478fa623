package dev.signalbox.platform.problem;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpHeaders;

/** A failure the caller is told about: a code, a sentence that says what to do, and where it helps the fields at fault. */
public final class ApiException extends RuntimeException {

    private final transient ErrorCode code;
    private final transient List<FieldError> errors;
    private final transient Map<String, Object> facts;
    private final transient HttpHeaders headers = new HttpHeaders();

    public ApiException(ErrorCode code, String detail) {
        this(code, detail, List.of(), Map.of());
    }

    /** @param facts further members of the problem document, for example the decision a task already has */
    public ApiException(ErrorCode code, String detail, List<FieldError> errors, Map<String, Object> facts) {
        super(detail, null, false, false);
        this.code = code;
        this.errors = List.copyOf(errors);
        this.facts = Map.copyOf(facts);
    }

    public static ApiException notFound(String kind, Object id) {
        return new ApiException(ErrorCode.NOT_FOUND, "%s %s does not exist.".formatted(kind, id));
    }

    public static ApiException invalid(String field, String message) {
        return new ApiException(
                ErrorCode.INVALID_ARGUMENT,
                "%s: %s".formatted(field, message),
                List.of(new FieldError(field, message)),
                Map.of());
    }

    public static ApiException conflict(String detail) {
        return new ApiException(ErrorCode.CONFLICT, detail);
    }

    public static ApiException alreadyExists(String kind, Object name) {
        return new ApiException(ErrorCode.ALREADY_EXISTS, "%s %s exists already.".formatted(kind, name));
    }

    public static ApiException staleVersion(String kind, long current) {
        return new ApiException(
                ErrorCode.STALE_VERSION,
                "%s was changed meanwhile: it is at version %d. Read it again, then send your change with its ETag."
                        .formatted(kind, current),
                List.of(),
                Map.of("current_version", current));
    }

    /** RFC 6750: the challenge names the error, and tells unknown, revoked and expired tokens alike. */
    public static ApiException unauthenticated(String detail) {
        return new ApiException(ErrorCode.UNAUTHENTICATED, detail)
                .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"");
    }

    public static ApiException insufficientScope(String scope) {
        return new ApiException(
                        ErrorCode.PERMISSION_DENIED,
                        "This needs the scope %s and a role that carries it.".formatted(scope))
                .header(
                        HttpHeaders.WWW_AUTHENTICATE,
                        "Bearer error=\"insufficient_scope\", scope=\"%s\"".formatted(scope));
    }

    public static ApiException unavailable(String detail) {
        return new ApiException(ErrorCode.UNAVAILABLE, detail).header(HttpHeaders.RETRY_AFTER, "5");
    }

    public ApiException header(String name, String value) {
        headers.set(name, value);
        return this;
    }

    public ErrorCode code() {
        return code;
    }

    public List<FieldError> errors() {
        return errors;
    }

    public Map<String, Object> facts() {
        return facts;
    }

    public HttpHeaders headers() {
        return headers;
    }

    /** @param field the path of the field in the request, in wire names */
    public record FieldError(String field, String message) {}
}

package dev.signalbox.platform.problem;

import org.springframework.http.HttpStatus;

/** Why a request failed, as a program can read it. Public API: codes are added, never renamed. */
public enum ErrorCode {
    INVALID_ARGUMENT(HttpStatus.BAD_REQUEST),
    UNAUTHENTICATED(HttpStatus.UNAUTHORIZED),
    CREDITS_EXHAUSTED(HttpStatus.PAYMENT_REQUIRED),
    PERMISSION_DENIED(HttpStatus.FORBIDDEN),
    NOT_FOUND(HttpStatus.NOT_FOUND),
    METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED),
    NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE),
    ALREADY_EXISTS(HttpStatus.CONFLICT),
    CONFLICT(HttpStatus.CONFLICT),
    REQUEST_IN_PROGRESS(HttpStatus.CONFLICT),
    GONE(HttpStatus.GONE),
    STALE_VERSION(HttpStatus.PRECONDITION_FAILED),
    TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE),
    UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
    IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT),
    INVALID_GRAPH(HttpStatus.UNPROCESSABLE_CONTENT),
    VERSION_REQUIRED(HttpStatus.PRECONDITION_REQUIRED),
    RATE_LIMITED(HttpStatus.TOO_MANY_REQUESTS),
    INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR),
    UPSTREAM_FAILED(HttpStatus.BAD_GATEWAY),
    UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE),
    DEADLINE_EXCEEDED(HttpStatus.GATEWAY_TIMEOUT);

    private final HttpStatus status;

    ErrorCode(HttpStatus status) {
        this.status = status;
    }

    public HttpStatus status() {
        return status;
    }

    /** Whether the same request can succeed later without a change by the caller. */
    public boolean retryable() {
        return switch (this) {
            case REQUEST_IN_PROGRESS, RATE_LIMITED, UPSTREAM_FAILED, UNAVAILABLE, DEADLINE_EXCEEDED -> true;
            case INVALID_ARGUMENT,
                    UNAUTHENTICATED,
                    CREDITS_EXHAUSTED,
                    PERMISSION_DENIED,
                    NOT_FOUND,
                    METHOD_NOT_ALLOWED,
                    NOT_ACCEPTABLE,
                    ALREADY_EXISTS,
                    CONFLICT,
                    GONE,
                    STALE_VERSION,
                    TOO_LARGE,
                    UNSUPPORTED_MEDIA_TYPE,
                    IDEMPOTENCY_KEY_REUSED,
                    INVALID_GRAPH,
                    VERSION_REQUIRED,
                    INTERNAL -> false;
        };
    }

    /** The last part of the problem's type: {@code NOT_FOUND} becomes {@code not-found}. */
    public String slug() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}

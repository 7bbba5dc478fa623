package dev.signalbox.mcp.resources;

import dev.signalbox.mcp.platform.PlatformAnswer.Problem;

/** The resource may exist, but cannot be read now. */
public final class ResourceProblemException extends RuntimeException {

    private final String code;
    private final boolean retryable;

    ResourceProblemException(String code, String message, boolean retryable) {
        super(message, null, false, false);
        this.code = code;
        this.retryable = retryable;
    }

    static ResourceProblemException of(Problem problem) {
        return new ResourceProblemException(problem.code(), problem.message(), problem.retryable());
    }

    public String code() {
        return code;
    }

    public boolean retryable() {
        return retryable;
    }
}

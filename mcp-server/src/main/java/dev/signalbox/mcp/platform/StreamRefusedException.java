package dev.signalbox.mcp.platform;

import dev.signalbox.mcp.platform.PlatformAnswer.Problem;

/** The platform does not open this stream for this caller. */
public final class StreamRefusedException extends RuntimeException {

    private final transient Problem problem;

    StreamRefusedException(Problem problem) {
        super(problem.message(), null, false, false);
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }
}

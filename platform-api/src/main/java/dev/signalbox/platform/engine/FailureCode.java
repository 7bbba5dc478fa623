package dev.signalbox.platform.engine;

/** Why a step or a run failed, as a program can read it. Public API: codes are added, never renamed. */
public enum FailureCode {
    MCP_TOOL_FAILED,
    LLM_REQUEST_FAILED,
    INSUFFICIENT_CREDITS,
    RUN_STALLED_OR_TIMED_OUT,
    DRAIN_TIMEOUT,
    RUN_STOPPED,
    HUMAN_TASK_FAILED,
    UPSTREAM_ERROR,
    DEPENDENCY_UNAVAILABLE,
    SCRIPT_FAILED,
    TEMPLATE_FAILED,
    /** No run of the called workflow could be started, or its output could not be taken. */
    WORKFLOW_CALL_FAILED,
    PERMISSION_LOST,
    /** Nothing was called: it is the turn of others. Told of a step that waits, never of one that failed. */
    RATE_LIMITED,
    /** A loop with too many turns, results too large to keep, or a run that starts too many others. */
    LIMIT_EXCEEDED,
    /** The effect was begun, its end is not known, and it is not repeated by itself. */
    OUTCOME_UNKNOWN;

    /** No turn of a loop goes on after it, since every other one would fail by the same. */
    boolean endsTheRun() {
        return this == PERMISSION_LOST || this == INSUFFICIENT_CREDITS;
    }
}

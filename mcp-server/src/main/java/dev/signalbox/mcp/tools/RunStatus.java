package dev.signalbox.mcp.tools;

/** Where a run stands. */
enum RunStatus {
    PENDING,
    QUEUED,
    STARTING,
    RUNNING,
    PAUSED,
    DRAINING,
    COMPLETED,
    FAILED,
    STOPPED
}

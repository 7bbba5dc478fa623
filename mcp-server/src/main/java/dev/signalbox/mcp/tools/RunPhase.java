package dev.signalbox.mcp.tools;

/** What a run does now. */
enum RunPhase {
    ACCEPTED,
    QUEUED,
    STARTING,
    EXECUTING,
    AWAITING_HUMAN,
    AWAITING_EXTERNAL,
    AWAITING_TIMER,
    AWAITING_CREDITS,
    PAUSED,
    DRAINING,
    RETRYING,
    COMPLETED,
    FAILED,
    STOPPED
}

package dev.signalbox.connector.workqueue;

import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;

/** Why a call is refused, in sentences that say what to do. */
final class Refusal {

    private Refusal() {}

    static ToolException invalid(String argument, String message) {
        return new ToolException(Reason.INVALID_ARGUMENT, argument + ": " + message);
    }

    static ToolException noTask(String id) {
        return new ToolException(
                Reason.NOT_FOUND, "There is no task " + id + ". Take ids from list_tasks or get_loop.");
    }

    static ToolException noLoop(String id) {
        return new ToolException(Reason.NOT_FOUND, "There is no loop " + id + ". Take ids from list_loops.");
    }

    static ToolException conflict(String message) {
        return new ToolException(Reason.CONFLICT, message);
    }
}

package dev.signalbox.console.runs;

import dev.signalbox.console.shell.Standing;
import dev.signalbox.console.shell.Tone;

/** The words for how runs and steps stand. */
final class Standings {

    private Standings() {}

    /** The phase tells more than the status while a run lives: whether it works or waits, and for what. */
    static Standing ofRun(String status, String phase) {
        return switch (status) {
            case "completed" -> new Standing(Tone.GOOD, "Completed");
            case "failed" -> new Standing(Tone.BAD, "Failed");
            case "stopped" -> new Standing(Tone.STOPPED, "Stopped");
            case "paused" -> new Standing(Tone.PAUSED, "Paused");
            case "draining" -> new Standing(Tone.BUSY, "Draining");
            case "pending", "queued", "starting" -> new Standing(Tone.IDLE, "Queued");
            default -> ofPhase(phase);
        };
    }

    private static Standing ofPhase(String phase) {
        return switch (phase) {
            case "awaiting_human" -> new Standing(Tone.WAITING, "Waits for a person");
            case "awaiting_external" -> new Standing(Tone.WAITING, "Waits for something outside");
            case "awaiting_credits" -> new Standing(Tone.WAITING, "Waits for credits");
            case "awaiting_timer" -> new Standing(Tone.IDLE, "Waits for a timer");
            case "retrying" -> new Standing(Tone.BUSY, "Retrying");
            default -> new Standing(Tone.BUSY, "Running");
        };
    }

    static Standing ofStep(String status) {
        return switch (status) {
            case "completed" -> new Standing(Tone.GOOD, "Completed");
            case "failed" -> new Standing(Tone.BAD, "Failed");
            case "running" -> new Standing(Tone.BUSY, "Running");
            case "retrying" -> new Standing(Tone.BUSY, "Retrying");
            case "waiting" -> new Standing(Tone.WAITING, "Waiting");
            case "skipped" -> new Standing(Tone.STOPPED, "Skipped");
            case "cancelled" -> new Standing(Tone.STOPPED, "Cancelled");
            default -> new Standing(Tone.IDLE, "Not yet");
        };
    }
}

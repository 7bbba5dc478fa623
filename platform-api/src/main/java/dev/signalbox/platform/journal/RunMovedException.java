package dev.signalbox.platform.journal;

/** A run was written on what is no longer true: read it again, then decide again. */
public final class RunMovedException extends RuntimeException {

    public RunMovedException(RunId run) {
        super("Run " + run + " has moved meanwhile", null, false, false);
    }
}

package dev.signalbox.platform.engine;

/** @param retryable whether the same call can succeed later without a change by anyone */
public record Failure(FailureCode code, String message, boolean retryable) {

    private static final int LONGEST = 2_000;

    /** A script or a tool can put anything into a message, and it is stored and shown in many places. */
    public Failure {
        message = message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "…";
    }

    public static Failure permanent(FailureCode code, String message) {
        return new Failure(code, message, false);
    }
}

package dev.signalbox.platform.engine;

/** @param retryable whether the same call can succeed later without a change by anyone */
public record Failure(FailureCode code, String message, boolean retryable) {

    public static Failure permanent(FailureCode code, String message) {
        return new Failure(code, message, false);
    }
}

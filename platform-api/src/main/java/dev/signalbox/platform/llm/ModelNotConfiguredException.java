package dev.signalbox.platform.llm;

/** The model that a step names cannot be asked on this installation; the message says why. */
final class ModelNotConfiguredException extends RuntimeException {

    ModelNotConfiguredException(String message) {
        super(message);
    }
}

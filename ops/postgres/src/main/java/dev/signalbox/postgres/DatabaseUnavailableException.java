package dev.signalbox.postgres;

/** There is no database, for a reason its message tells in one sentence that a person can act on. */
public final class DatabaseUnavailableException extends RuntimeException {

    public DatabaseUnavailableException(String sentence) {
        super(sentence);
    }

    public DatabaseUnavailableException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}

package dev.signalbox.local;

/** Signalbox cannot go on here, for a reason its message tells in one sentence that a person can act on. */
final class LocalFailure extends RuntimeException {

    LocalFailure(String sentence) {
        super(sentence);
    }
}

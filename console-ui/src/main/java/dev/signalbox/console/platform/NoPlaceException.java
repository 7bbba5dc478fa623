package dev.signalbox.console.platform;

/** Somebody signed in who belongs to no tenant (any more). */
public final class NoPlaceException extends RuntimeException {

    NoPlaceException() {
        super("You are not a member of any workspace. Ask somebody who is to invite you.");
    }
}

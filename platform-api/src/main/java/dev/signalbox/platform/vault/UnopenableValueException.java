package dev.signalbox.platform.vault;

/** A value that was changed, moved from another place, or sealed by a key that is lost. Nothing about it can be trusted. */
public final class UnopenableValueException extends RuntimeException {

    UnopenableValueException(VaultPlace place, Exception cause) {
        super("The vault cannot open " + place, cause);
    }
}

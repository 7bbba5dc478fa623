package dev.signalbox.platform.engine.lua;

/** Ends a script. An Error, since a script's pcall catches exceptions and must not catch this. */
final class Exhausted extends Error {

    private final boolean byChance;

    /** @param byChance whether the same script may get through another time, when the machine is less busy */
    Exhausted(String message, boolean byChance) {
        super(message, null, false, false);
        this.byChance = byChance;
    }

    boolean byChance() {
        return byChance;
    }
}

package dev.signalbox.console.shell;

import java.util.Locale;

/** What a status means to somebody who glances at it. Each has a colour and a sign of its own, never colour alone. */
public enum Tone {
    GOOD,
    BUSY,
    WAITING,
    PAUSED,
    IDLE,
    STOPPED,
    BAD;

    public String css() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package dev.signalbox.console.signin;

import java.util.Objects;
import java.util.Optional;

/** What an invited person typed. A part that was not sent is empty. */
record Choice(String name, String password, String again) {

    private static final int LONGEST_NAME = 80;

    Choice {
        name = Objects.requireNonNullElse(name, "").strip();
        password = Objects.requireNonNullElse(password, "");
        again = Objects.requireNonNullElse(again, "");
    }

    static Choice none() {
        return new Choice("", "", "");
    }

    Optional<String> mistake() {
        return name.isEmpty() || name.length() > LONGEST_NAME
                ? Optional.of("Say what others should call you, in at most 80 characters.")
                : passwordMistake();
    }

    Optional<String> passwordMistake() {
        if (!Passwords.acceptable(password)) {
            return Optional.of("Use at least 12 characters, and at most 72 bytes.");
        }
        return password.equals(again) ? Optional.empty() : Optional.of("The two passwords differ. Type them again.");
    }

    @Override
    public String toString() {
        return "Choice[" + name + "]";
    }
}

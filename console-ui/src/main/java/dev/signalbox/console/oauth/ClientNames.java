package dev.signalbox.console.oauth;

import java.util.regex.Pattern;

/** What clients call themselves is shown to people who decide by it: without signs that one cannot see, and not at any length. */
final class ClientNames {

    static final int LONGEST = 80;

    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}]+");

    private ClientNames() {}

    static String shown(String name) {
        String seen = UNSEEN.matcher(name).replaceAll(" ").strip();
        return seen.length() <= LONGEST ? seen : seen.substring(0, LONGEST - 1) + "…";
    }
}

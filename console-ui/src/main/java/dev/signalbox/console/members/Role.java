package dev.signalbox.console.members;

import java.util.Locale;

/** What somebody is, in a word, and what that lets them do. */
interface Role {

    String word();

    String allows();

    /** "an admin". */
    default String inSentence() {
        String word = word().toLowerCase(Locale.ROOT);
        return ("aeiou".indexOf(word.charAt(0)) < 0 ? "a " : "an ") + word;
    }
}

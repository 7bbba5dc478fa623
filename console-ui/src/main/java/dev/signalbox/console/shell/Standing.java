package dev.signalbox.console.shell;

/** How something stands, in one word a person would use. */
public record Standing(Tone tone, String word) {

    public Badge badge() {
        return new Badge(tone, word);
    }
}

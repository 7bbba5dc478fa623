package dev.signalbox.connector.workqueue;

/** How long each kind of text may be: together they fit into one document, and an answer holds several of them. */
enum Text {
    NAME(200),
    TITLE(300),
    DESCRIPTION(4_000),
    CONTEXT(16_000),
    BODY(32_000);

    private final int longest;

    Text(int longest) {
        this.longest = longest;
    }

    /** @throws dev.signalbox.connector.ToolException when it is blank, too long or cannot be kept */
    String check(String argument, String text) {
        if (text.isBlank()) {
            throw Refusal.invalid(argument, "is empty");
        }
        if (text.length() > longest) {
            throw Refusal.invalid(argument, "has %,d characters, and may have %,d".formatted(text.length(), longest));
        }
        if (text.indexOf('\0') >= 0 || text.codePoints().anyMatch(Text::isHalf)) {
            throw Refusal.invalid(argument, "holds U+0000 or half of a character, which cannot be kept");
        }
        return text;
    }

    private static boolean isHalf(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}

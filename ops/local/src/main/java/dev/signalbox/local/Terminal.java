package dev.signalbox.local;

import java.io.Console;
import java.util.Map;
import java.util.Optional;

/** How the launcher talks to the person before it: colours only where a person looks. */
final class Terminal {

    private static final boolean COLOURS = isTerminal() && System.getenv("NO_COLOR") == null;
    private static final Map<String, String> COLOUR_OF =
            Map.of(Plans.PLATFORM, "36", Plans.MCP, "35", Plans.CONSOLE, "33");

    private Terminal() {}

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
    }

    static void say(String text) {
        System.out.println(text);
    }

    static void complain(String sentence) {
        System.err.println(paint("31", sentence));
    }

    /** One line of a process, told apart from those of the others. */
    static void line(String process, String line) {
        say(paint(COLOUR_OF.getOrDefault(process, "0"), "%-12s".formatted(process)) + " │ " + line);
    }

    static String strong(String text) {
        return paint("1", text);
    }

    private static String paint(String code, String text) {
        return COLOURS ? "\u001b[%sm%s\u001b[0m".formatted(code, text) : text;
    }
}

package dev.signalbox.platform.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The manual in clauses: sentences and table rows, without markup. */
public record Manual(List<String> clauses) {

    private static final Pattern FENCE = Pattern.compile("(?ms)^```.*?^```$");
    private static final Pattern END_OF_SENTENCE = Pattern.compile("(?<=\\.)\\s+(?=[`{\\p{Lu}])");
    private static final Pattern RULE = Pattern.compile("\\|[-|: ]+\\|");

    public static Manual read(Path file) throws IOException {
        return of(Files.readString(file));
    }

    /** What stands above the first heading introduces, and so does what ends in a colon: neither promises anything. */
    static Manual of(String markdown) {
        String text = FENCE.matcher(markdown).replaceAll("");
        List<String> clauses = new ArrayList<>();
        String[] lines = text.substring(text.indexOf("\n## ")).split("\n");
        for (int i = 0; i < lines.length; i++) {
            boolean header = i + 1 < lines.length && RULE.matcher(lines[i + 1]).matches();
            if (!header) {
                line(unadorned(lines[i].strip()))
                        .filter(clause -> !clause.endsWith(":"))
                        .map(clause -> clause.replace("`", ""))
                        .forEach(clauses::add);
            }
        }
        return new Manual(List.copyOf(clauses));
    }

    private static Stream<String> line(String line) {
        if (line.isEmpty() || line.startsWith("#") || RULE.matcher(line).matches()) {
            return Stream.of();
        }
        if (line.startsWith("|")) {
            return Stream.of(line.substring(1, line.length() - 1).strip().replaceAll("\\s*(?<!\\\\)\\|\\s*", " | "));
        }
        return Stream.of(END_OF_SENTENCE.split(line.startsWith("* ") ? line.substring(2) : line));
    }

    private static String unadorned(String markup) {
        return markup.replace("**", "").replaceAll("\\[([^]]*)]\\([^)]*\\)", "$1");
    }
}

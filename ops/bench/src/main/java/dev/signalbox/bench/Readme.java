package dev.signalbox.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts what was measured between the marks of its area. */
final class Readme {

    private Readme() {}

    static void replace(Path readme, String area, String text) throws IOException {
        var begin = "<!-- %s: written by the bench -->\n".formatted(area);
        var end = "<!-- end of %s -->".formatted(area);
        var old = Files.readString(readme);
        Files.writeString(
                readme, old.substring(0, old.indexOf(begin) + begin.length()) + text + old.substring(old.indexOf(end)));
    }
}

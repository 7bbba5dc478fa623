package dev.signalbox.bench;

import java.nio.file.Path;

/** Runs one area and prints its table. */
final class Bench {

    private Bench() {}

    /** @param arguments the checkout, the area, then its options */
    public static void main(String[] arguments) throws Exception {
        var root = Path.of(arguments[0]);
        var options = Options.of(arguments);
        var table = EngineArea.measure(root, options);
        var text = Machine.describe() + "\n\n" + options.describe() + "\n\n" + table.markdown();
        System.out.println("\n" + text);
        if (options.write()) {
            Readme.replace(root.resolve("ops/bench/README.md"), "engine", text);
        }
    }
}

package dev.signalbox.bench;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How much is measured.
 *
 * @param runs of each kind in each round
 * @param parked runs that wait while the others are measured again
 * @param inFlight accepted runs that have not ended when their node is killed
 * @param write whether the table goes into the README
 */
record Options(int rounds, int runs, int parked, int inFlight, Set<Part> parts, boolean write) {

    static final int CLIENTS = 16;

    enum Part {
        STEPS,
        TASKS,
        PARKED,
        RECOVERY
    }

    static Options of(String[] arguments) {
        var parts = Arrays.stream(
                        text(arguments, "--only", "steps,tasks,parked,recovery").split(",", -1))
                .map(name -> Part.valueOf(name.toUpperCase(Locale.ROOT)))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Part.class)));
        return new Options(
                number(arguments, "--rounds", 5),
                number(arguments, "--runs", 1000),
                number(arguments, "--parked", 100_000),
                number(arguments, "--inflight", 10_000),
                parts,
                Arrays.asList(arguments).contains("--write"));
    }

    private static int number(String[] arguments, String name, int otherwise) {
        return Integer.parseInt(text(arguments, name, Integer.toString(otherwise)));
    }

    private static String text(String[] arguments, String name, String otherwise) {
        int at = Arrays.asList(arguments).indexOf(name);
        return at < 0 ? otherwise : arguments[at + 1];
    }

    String describe() {
        return "%d clients, %d rounds of %d runs, %d parked, %d in flight; medians, and in brackets the rounds' extremes."
                .formatted(CLIENTS, rounds, runs, parked, inFlight);
    }
}

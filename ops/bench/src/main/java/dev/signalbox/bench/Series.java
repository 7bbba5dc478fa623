package dev.signalbox.bench;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** One figure of several rounds. */
record Series(List<Double> values) {

    static <T> Series of(List<T> rounds, ToDoubleFunction<T> figure) {
        return new Series(rounds.stream().map(figure::applyAsDouble).toList());
    }

    double median() {
        var sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** The median alone, with as many digits as mean something. */
    String text() {
        return text(median());
    }

    String withExtremes() {
        var sorted = values.stream().sorted().toList();
        return "%s (%s–%s)".formatted(text(), text(sorted.getFirst()), text(sorted.getLast()));
    }

    static String text(double value) {
        String format = Math.abs(value) >= 100 ? "%,.0f" : Math.abs(value) >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }
}

package dev.signalbox.console.workflows;

import static dev.signalbox.console.workflows.LineDiff.Kind.ADDED;
import static dev.signalbox.console.workflows.LineDiff.Kind.REMOVED;
import static dev.signalbox.console.workflows.LineDiff.Kind.SAME;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.console.workflows.LineDiff.Line;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class LineDiffTest {

    @Test
    void aChangedLineIsRemovedAndAdded() {
        assertThat(LineDiff.of("a\nb\nc", "a\nx\nc"))
                .containsExactly(
                        new Line(SAME, "a"), new Line(REMOVED, "b"), new Line(ADDED, "x"), new Line(SAME, "c"));
    }

    @RepeatedTest(50)
    void bothTextsCanBeReadOutOfIt(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        String before = lines(random);
        String after = lines(random);

        var lines = LineDiff.of(before, after);

        assertThat(lines.stream()
                        .filter(line -> line.kind() != ADDED)
                        .map(Line::text)
                        .collect(Collectors.joining("\n")))
                .isEqualTo(before);
        assertThat(lines.stream()
                        .filter(line -> line.kind() != REMOVED)
                        .map(Line::text)
                        .collect(Collectors.joining("\n")))
                .isEqualTo(after);
    }

    private static String lines(Random random) {
        return IntStream.range(0, 1 + random.nextInt(20))
                .mapToObj(_ -> String.valueOf((char) ('a' + random.nextInt(5))))
                .collect(Collectors.joining("\n"));
    }
}

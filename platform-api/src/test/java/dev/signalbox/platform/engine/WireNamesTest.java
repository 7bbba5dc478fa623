package dev.signalbox.platform.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.contract.Clause;
import dev.signalbox.platform.contract.Manual;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every name that a client can meet has its row in the manual. */
class WireNamesTest {

    private static List<String> clauses;

    @BeforeAll
    static void read() throws IOException {
        clauses = Manual.read(Path.of("../docs/workflows.md")).clauses();
    }

    @ParameterizedTest
    @EnumSource(RunEvent.Type.class)
    void anEventHasARow(RunEvent.Type type) {
        assertThat(rows(type.wire())).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(FailureCode.class)
    void aFailureHasARow(FailureCode code) {
        assertThat(rows(code.name())).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(Phase.class)
    void aPhaseHasARow(Phase phase) {
        assertThat(rows(phase.wire())).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(StepType.class)
    void aFieldHasARow(StepType type) {
        assertThat(StepFields.of(type))
                .allSatisfy(field -> assertThat(rows(field)).as(field).isNotEmpty());
    }

    /** Issues of one row are those of one check, and no issue is found by two. */
    @ParameterizedTest
    @EnumSource(IssueCode.class)
    void anIssueIsNamedByTheCheckThatFindsIt(IssueCode code) {
        assertThat(clauses.stream()
                        .filter(clause -> clause.chars().filter(c -> c == '|').count() == 2)
                        .filter(clause -> Arrays.asList(clause.substring(clause.lastIndexOf('|') + 2)
                                        .split(", "))
                                .contains(code.name())))
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(RunStatus.class)
    @Clause({"accepted, starting | is pending or starting", "awaiting_credits | waits for credits"})
    void noRunWaitsForCreditsAndTwoPhasesBelongToStatusesToCome(RunStatus status) {
        var play = new Play("{steps: [{id: 'a', type: 'delay', delay_s: 1}]}");

        Phase phase = Phase.of(status, play.graph(), play.journal);

        assertThat(phase).isNotEqualTo(Phase.AWAITING_CREDITS);
        assertThat(phase == Phase.ACCEPTED).isEqualTo(status == RunStatus.PENDING);
        assertThat(phase == Phase.STARTING).isEqualTo(status == RunStatus.STARTING);
    }

    /** What a run can wait for decides which of the phases it can be in; something new wants its words in the manual. */
    @Test
    void aRunWaitsForNothingElse() {
        assertThat(Blocker.Kind.values())
                .extracting(Blocker.Kind::wire)
                .containsExactly("retry", "human_task", "guided", "signal", "workflow_call", "timer");
    }

    /** A row may tell of several names at once. */
    private static List<String> rows(String name) {
        return clauses.stream()
                .filter(clause -> clause.contains(" | "))
                .filter(clause -> Stream.of(
                                clause.substring(0, clause.indexOf(" | ")).split(", "))
                        .anyMatch(name::equals))
                .toList();
    }
}

package dev.signalbox.platform.calls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.contract.Clause;
import dev.signalbox.platform.engine.FailureCode;
import dev.signalbox.platform.engine.Outcome;
import dev.signalbox.platform.engine.Phase;
import dev.signalbox.platform.engine.RunStatus;
import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.journal.RunId;
import dev.signalbox.platform.journal.RunTrigger;
import dev.signalbox.platform.runs.Run;
import dev.signalbox.platform.runs.TestRuns;
import dev.signalbox.platform.workflows.Workflow;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ReturningTest {

    @Test
    @Clause("the output of a called run | 1 MiB")
    void anOutputThatIsTooLargeFailsTheStep() {
        var large = ended(RunStatus.COMPLETED, TestRuns.object("{'a': '%s'}".formatted("x".repeat(1 << 20))), null);
        var small = ended(RunStatus.COMPLETED, TestRuns.object("{'a': 1}"), null);

        assertThat(Returning.of(large)).isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(
                        failed.failure().code())
                .isEqualTo(FailureCode.WORKFLOW_CALL_FAILED));
        assertThat(Returning.of(small)).isEqualTo(Outcome.succeeded(TestRuns.object("{'a': 1}")));
    }

    /** Another run would repeat a call that may have taken effect, or be refused once more. */
    @ParameterizedTest
    @CsvSource({
        "MCP_TOOL_FAILED, true",
        "SCRIPT_FAILED, true",
        "OUTCOME_UNKNOWN, false",
        "LIMIT_EXCEEDED, false",
        "PERMISSION_LOST, false",
        "WORKFLOW_CALL_FAILED, false",
        "RUN_STOPPED, false"
    })
    void someFailuresAreFinal(FailureCode code, boolean retryable) {
        var error = TestRuns.object("{'code': '%s', 'message': 'no', 'step_id': 'a'}".formatted(code));

        var outcome = (Outcome.Failed) Returning.of(ended(RunStatus.FAILED, null, error));

        assertThat(outcome.failure().code()).isEqualTo(code);
        assertThat(outcome.failure().retryable()).isEqualTo(retryable);
    }

    private static Run ended(RunStatus status, JsonNode output, JsonNode error) {
        return new Run(
                new RunId(UUID.randomUUID()),
                new Workflow.Id(UUID.randomUUID()),
                new ProjectId(UUID.randomUUID()),
                1,
                status,
                Phase.COMPLETED,
                RunTrigger.RUN,
                new UserId(UUID.randomUUID()),
                null,
                UUID.randomUUID(),
                null,
                new RunId(UUID.randomUUID()),
                StepKey.of("call"),
                0,
                output,
                error,
                Instant.EPOCH,
                Instant.EPOCH,
                0);
    }
}

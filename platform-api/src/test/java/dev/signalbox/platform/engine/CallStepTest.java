package dev.signalbox.platform.engine;

import static dev.signalbox.platform.engine.Json.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.engine.Visit.Status;
import org.junit.jupiter.api.Test;

class CallStepTest {

    private static final String CALL = """
            {id: 'ship', type: 'workflow_call', workflow_id: 'w', input: {sku: '{{input.sku}}'}, retry_count: 1}""";

    @Test
    void itOpensWithItsInputFilledInAndWaits() {
        var play = new Play("{steps: [" + CALL + "]}").input("{sku: 'A-17'}");

        var waiting = (Decision.Wait) play.play();

        assertThat(play.visit("ship").input()).isEqualTo(json("{sku: 'A-17'}"));
        assertThat(waiting.blockedOn()).extracting(Blocker::kind).containsExactly(Blocker.Kind.WORKFLOW_CALL);
        assertThat(Phase.of(RunStatus.RUNNING, play.graph(), play.journal)).isEqualTo(Phase.AWAITING_EXTERNAL);
    }

    @Test
    void oneTemplateMayBringTheWholeInput() {
        var play = new Play("{steps: [" + CALL.replace("{sku: '{{input.sku}}'}", "'{{input.order}}'") + "]}")
                .input("{order: {sku: 'A-17'}}");

        play.play();

        assertThat(play.visit("ship").input()).isEqualTo(json("{sku: 'A-17'}"));
    }

    @Test
    void itsResultIsTheOutputOfTheOtherRun() {
        var play = new Play("{steps: [" + CALL + "]}").input("{sku: 'A-17'}");
        play.play();

        play.finish("ship", Outcome.succeeded(json("{pack: {boxes: 2}}")));

        assertThat(((Decision.Complete) play.play()).output()).isEqualTo(json("{ship: {pack: {boxes: 2}}}"));
    }

    @Test
    void anotherAttemptWaitsAgainWithTheSameInput() {
        var play = new Play("{steps: [" + CALL + "]}").input("{sku: 'A-17'}");
        play.play();

        play.finish("ship", Outcome.failed(FailureCode.MCP_TOOL_FAILED, "broken", true));
        play.play();

        assertThat(play.visit("ship").status()).isEqualTo(Status.WAITING);
        assertThat(play.visit("ship").attempt()).isEqualTo(2);
        assertThat(play.visit("ship").input()).isEqualTo(json("{sku: 'A-17'}"));
        assertThat(play.told()).containsExactly("step_started ship", "step_retrying ship", "step_started ship");
    }

    @Test
    void anInputThatIsNoObjectFailsTheStep() {
        var play = new Play("{steps: [" + CALL.replace("{sku: '{{input.sku}}'}", "'{{input.sku}}'") + "]}")
                .input("{sku: 'A-17'}");

        var failed = (Decision.Fail) play.play();

        assertThat(failed.failure().code()).isEqualTo(FailureCode.TEMPLATE_FAILED);
        assertThat(failed.failure().message()).contains("must be an object");
    }

    @Test
    void whenTheOtherRunTakesTooLongTheStepFailsWithoutAnotherAttempt() {
        var play = new Play("{steps: [" + CALL.replace("retry_count", "timeout_s: 60, retry_count") + "]}")
                .input("{sku: 'A-17'}");

        var failed = (Decision.Fail) play.play();

        assertThat(failed.failure().code()).isEqualTo(FailureCode.RUN_STALLED_OR_TIMED_OUT);
        assertThat(play.visit("ship").attempt()).isEqualTo(1);
    }
}

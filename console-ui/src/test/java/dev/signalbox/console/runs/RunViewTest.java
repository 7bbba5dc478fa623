package dev.signalbox.console.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import dev.signalbox.console.PageTest;
import dev.signalbox.console.shell.EmptyState;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunViewTest extends PageTest {

    private final Instant start = Instant.now().minusSeconds(60);

    private String order = "";
    private String run = "";

    @BeforeEach
    void aRunThatWaits() {
        order = PLATFORM.workflows.published("Order desk", "", """
            {"steps": [{"id": "fetch", "type": "mcp_call", "name": "Fetch the product"},
                       {"id": "approve", "type": "human_task", "name": "Approve", "depends_on": ["fetch"]}]}
            """);
        run = PLATFORM.runs.add(order, "running", "awaiting_human", start, null);
        PLATFORM.runs.event(run, "run_started", null, start, Map.of());
        PLATFORM.runs.event(run, "step_started", "fetch", start.plusSeconds(1), Map.of("type", "mcp_call"));
        PLATFORM.runs.event(run, "step_completed", "fetch", start.plusSeconds(3), Map.of());
    }

    @Test
    void thePageTellsHowTheRunStandsAndWhatHappened() {
        String page = open();

        assertThat(page).contains("Order desk", "Waits for a person", run, "Run started", "Step completed");
    }

    @Test
    void whileItRunsItCanBePausedAndStoppedButNotResumed() {
        open();

        assertThat(visible("Pause")).isTrue();
        assertThat(visible("Stop…")).isTrue();
        assertThat(visible("Resume")).isFalse();
    }

    @Test
    void pausingOrdersThePlatformAndOffersToResume() {
        open();

        press("Pause");

        assertThat(PLATFORM.runs.commands()).containsExactly("pause " + run);
        assertThat(visible("Resume")).isTrue();
        assertThat(screen()).contains("Paused");
    }

    @Test
    void stoppingAsksHowFirst() {
        open();

        press("Stop…");
        assertThat(PLATFORM.runs.commands()).isEmpty();
        press("Stop now");

        assertThat(PLATFORM.runs.commands()).containsExactly("stop " + run);
        assertThat(screen()).contains("Stopped");
    }

    @Test
    void aFailureIsSaidAtTheTop() {
        PLATFORM.runs.change(run, "failed", "failed");
        PLATFORM.runs.failed(run, "fetch", "MCP_TOOL_FAILED", "http_get answered 503");

        assertThat(open()).contains("In step fetch: http_get answered 503 (MCP_TOOL_FAILED)");
    }

    @Test
    void whatARunWaitsForIsSaidInWords() {
        var blocked = PLATFORM.runs.blockedOn(run);
        blocked.addObject()
                .put("kind", "signal")
                .put("step_id", "paid")
                .put("name", "Paid")
                .put("signal_name", "payment");
        blocked.addObject()
                .put("kind", "workflow_call")
                .put("step_id", "ship")
                .put("name", "Ship")
                .put("child_run_id", run)
                .put("child_workflow_id", order);

        assertThat(open())
                .contains(
                        "Paid waits for the signal payment.",
                        "Ship waits for a run that it started.",
                        "Look at that run");
    }

    @Test
    void whatHappensNextAppearsByItself() {
        open();
        whenListening();

        PLATFORM.runs.event(run, "human_task_completed", "approve", start.plusSeconds(50), Map.of("approved", true));
        PLATFORM.runs.change(run, "completed", "completed");

        eventually(() -> assertThat(screen()).contains("Human task completed", "Completed"));
    }

    @Test
    void aRunThatIsNotThereIsSaidInThePlatformsWords() {
        navigate(
                "workflows/" + order + "/runs/00000000-0000-4000-8000-000000000000",
                com.vaadin.flow.component.html.Div.class);

        assertThat(text(find(EmptyState.class).single())).contains("Nothing here", "you may not see it");
    }

    private String open() {
        return text(navigate(RunView.class, Map.of("workflow", order, "run", run)));
    }

    private boolean visible(String button) {
        return find(Button.class).withText(button).exists();
    }
}

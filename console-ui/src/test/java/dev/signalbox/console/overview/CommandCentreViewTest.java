package dev.signalbox.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.console.PageTest;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CommandCentreViewTest extends PageTest {

    private final Instant now = Instant.now();

    @Test
    void whatRunsWaitsAndFailedIsCounted() {
        String order = PLATFORM.workflows.published("Order desk", "", "{\"steps\": []}");
        String waiting = PLATFORM.runs.add(order, "running", "awaiting_human", now.minusSeconds(60), null);
        PLATFORM.tasks.add(waiting, "approve", "Send 40 of A-17?", "");
        String failed = PLATFORM.runs.add(order, "failed", "failed", now.minusSeconds(600), now.minusSeconds(500));
        PLATFORM.runs.failed(failed, "fetch", "MCP_TOOL_FAILED", "http_get answered 503");

        String page = text(navigate(CommandCentreView.class));

        assertThat(page)
                .contains("Running now1", "Waiting for a person1", "Failed in 24 hours1", "Success in 24 hours0.0 %");
        assertThat(page).contains("Send 40 of A-17?", "http_get answered 503");
    }

    @Test
    void anEmptyWorkspaceSaysWhatWillAppearWhere() {
        assertThat(text(navigate(CommandCentreView.class)))
                .contains("Nothing waits for you", "The line is clear", "No failures", "Success in 24 hours–");
    }

    @Test
    void aRunThatStartsElsewhereAppearsByItself() {
        String order = PLATFORM.workflows.published("Order desk", "", "{\"steps\": []}");
        var page = navigate(CommandCentreView.class);
        whenListening();

        PLATFORM.runs.change(PLATFORM.runs.add(order, "queued", "queued", now, null), "running", "executing");

        eventually(() -> assertThat(text(page)).contains("Running now1", "Order desk"));
    }
}

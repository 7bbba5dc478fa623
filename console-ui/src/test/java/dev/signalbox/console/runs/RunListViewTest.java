package dev.signalbox.console.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.QueryParameters;
import dev.signalbox.console.PageTest;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RunListViewTest extends PageTest {

    private final Instant now = Instant.now();

    private String order = "";

    @BeforeEach
    void aWorkflow() {
        order = PLATFORM.workflows.published("Order desk", "", "{\"steps\": []}");
    }

    @Test
    void runsAreListedNewestFirst() {
        PLATFORM.runs.add(order, "completed", "completed", now.minusSeconds(60), now);
        PLATFORM.runs.add(order, "running", "awaiting_human", now, null);

        navigate(RunListView.class);

        assertThat(find(RunRow.class).all().stream().map(PageTest::text))
                .satisfiesExactly(
                        newest -> assertThat(newest).contains("Order desk", "Waits for a person"),
                        oldest -> assertThat(oldest).contains("Order desk", "Completed"));
    }

    @Test
    void choosingAStatusShowsOnlyThoseAndPutsItIntoTheAddress() {
        PLATFORM.runs.add(order, "completed", "completed", now, now);
        String failed = PLATFORM.runs.add(order, "failed", "failed", now, now);
        PLATFORM.runs.failed(failed, "fetch", "MCP_TOOL_FAILED", "http_get answered 503");
        navigate(RunListView.class);

        test(statusChoice()).selectItem("Failed");

        assertThat(find(RunRow.class).all()).singleElement().satisfies(row -> assertThat(text(row))
                .contains("http_get answered 503"));
    }

    @Test
    void anAddressWithAChoiceOpensWithIt() {
        PLATFORM.runs.add(order, "completed", "completed", now, now);
        PLATFORM.runs.add(order, "paused", "paused", now, null);

        UI.getCurrent().navigate("runs", QueryParameters.of("show", "paused"));

        assertThat(find(RunRow.class).all()).singleElement().satisfies(row -> assertThat(text(row))
                .contains("Paused"));
    }

    @Test
    void moreThanAPageIsReadStepByStep() {
        IntStream.range(0, 120)
                .forEach(i -> PLATFORM.runs.add(order, "completed", "completed", now.minusSeconds(i), now));
        navigate(RunListView.class);
        assertThat(find(RunRow.class).all()).hasSize(50);

        press("Show more");
        press("Show more");

        assertThat(find(RunRow.class).all()).hasSize(120);
        assertThat(find(com.vaadin.flow.component.button.Button.class)
                        .withText("Show more")
                        .exists())
                .isFalse();
    }

    @Test
    void aRunThatEndsElsewhereChangesItsRowByItself() {
        String run = PLATFORM.runs.add(order, "running", "executing", now, null);
        navigate(RunListView.class);
        whenListening();

        PLATFORM.runs.change(run, "completed", "completed");

        eventually(() -> assertThat(text(find(RunRow.class).single())).contains("Completed"));
    }

    @Test
    void aStreamThatBreaksIsOpenedAgain() {
        String run = PLATFORM.runs.add(order, "running", "executing", now, null);
        navigate(RunListView.class);
        whenListening();

        PLATFORM.runs.hangUp();
        whenListening();
        PLATFORM.runs.change(run, "failed", "failed");

        eventually(() -> assertThat(text(find(RunRow.class).single())).contains("Failed"));
    }

    @SuppressWarnings("unchecked")
    private Select<Showing> statusChoice() {
        return find(Select.class).withAriaLabel("Status").single();
    }
}

package dev.signalbox.console.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.textfield.TextArea;
import dev.signalbox.console.PageTest;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InboxViewTest extends PageTest {

    private String task = "";

    @BeforeEach
    void aQuestion() {
        String order = PLATFORM.workflows.published("Order desk", "", "{\"steps\": []}");
        String run = PLATFORM.runs.add(order, "running", "awaiting_human", Instant.now(), null);
        task = PLATFORM.tasks.add(run, "approve", "Send 40 of A-17?", "It costs **420.00**.");
    }

    @Test
    void aQuestionShowsWhatItIsAbout() {
        navigate(InboxView.class);

        assertThat(text(find(TaskCard.class).single()))
                .contains("Send 40 of A-17?", "Order desk", "step approve", "\"amount\": 420");
    }

    @Test
    void approvingSendsTheCommentAndTheQuestionGoesAway() {
        navigate(InboxView.class);

        test(find(TextArea.class).single()).setValue("Checked the stock.");
        press("Approve");

        assertThat(PLATFORM.tasks.answers()).containsExactly("true Checked the stock.");
        assertThat(notice()).contains("Approved");
        assertThat(screen()).contains("Nothing waits for you");
    }

    @Test
    void rejectingIsAnAnswerToo() {
        navigate(InboxView.class);

        press("Reject");

        assertThat(PLATFORM.tasks.answers()).containsExactly("false ");
    }

    @Test
    void whoIsSecondReadsTheDecisionTaken() {
        navigate(InboxView.class);
        PLATFORM.tasks.answeredElsewhere(task);

        press("Approve");

        assertThat(PLATFORM.tasks.answers()).isEmpty();
        assertThat(notice()).contains("Mo Weaver approved this task at 12:03");
        assertThat(screen()).contains("Nothing waits for you");
    }
}

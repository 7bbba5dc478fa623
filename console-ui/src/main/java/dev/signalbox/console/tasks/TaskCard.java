package dev.signalbox.console.tasks;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Article;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.markdown.Markdown;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.router.RouterLink;
import dev.signalbox.console.platform.PlatformProblem;
import dev.signalbox.console.runs.Runs;
import dev.signalbox.console.shell.Badge;
import dev.signalbox.console.shell.Icons;
import dev.signalbox.console.shell.JsonText;
import dev.signalbox.console.shell.Toast;
import dev.signalbox.console.shell.Tone;
import dev.signalbox.console.shell.When;
import org.jspecify.annotations.Nullable;

/** One question: what is asked, what it is about, and the answer. */
final class TaskCard extends Article {

    private final HumanTask task;
    private final Tasks tasks;
    private final Runnable afterwards;
    private final TextArea comment = new TextArea();

    TaskCard(HumanTask task, String workflow, Tasks tasks, Runs runs, Runnable afterwards, boolean open) {
        this.task = task;
        this.tasks = tasks;
        this.afterwards = afterwards;

        addClassNames("sb-panel", "sb-task");
        getElement().setAttribute("data-tone", "waiting");
        add(new H2(task.title()), about(workflow));
        if (!task.body().isEmpty()) {
            var body = new Markdown(task.body());
            body.addClassName("sb-task-body");
            add(body);
        }
        add(details("What it is about", open, new JsonText(task.payload())), context(runs), comment(), buttons());
    }

    private Div about(String workflow) {
        RouterLink run = task.run().link();
        run.setText(workflow);
        var about = new Div(run, new Span("step " + task.stepId()), When.ago(task.createdAt()));
        if (task.dueAt() != null) {
            about.add(new Span(new Span("answer due "), When.ago(task.dueAt())));
        }
        if (task.risky()) {
            about.add(new Badge(Tone.BAD, "High risk"));
        }
        about.addClassName("sb-head-line");
        return about;
    }

    /** Read only when somebody looks: a context can be large. */
    private Details context(Runs runs) {
        var text = new JsonText(null);
        var details = details("What the run knows so far", false, text);
        details.addOpenedChangeListener(change -> {
            if (change.isOpened()) {
                text.show(runs.context(task.run()));
            }
        });
        return details;
    }

    private static Details details(String summary, boolean open, JsonText text) {
        var details = new Details(summary, text);
        details.setOpened(open);
        return details;
    }

    private TextArea comment() {
        comment.setPlaceholder("A comment, kept with the decision");
        comment.setAriaLabel("Comment");
        comment.setWidthFull();
        comment.setMaxLength(2000);
        comment.setMinRows(2);
        return comment;
    }

    private Div buttons() {
        var buttons = new Div();
        buttons.addClassName("sb-actions");
        if (task.choices().isEmpty()) {
            var approve = new Button("Approve", Icons.of("check"), click -> answer(true, null));
            approve.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.SUCCESS);
            var reject = new Button("Reject", Icons.of("cross"), click -> answer(false, null));
            reject.addThemeVariants(ButtonVariant.ERROR);
            buttons.add(approve, reject);
        } else {
            task.choices().forEach(option -> buttons.add(new Button(option, click -> answer(true, option))));
        }
        return buttons;
    }

    private void answer(boolean approved, @Nullable String option) {
        String words = comment.getValue().isBlank() ? null : comment.getValue().strip();
        try {
            tasks.answer(task, new Answer(approved, option, words, null));
            Toast.done(option != null ? "Answered: " + option : approved ? "Approved. The run goes on." : "Rejected.");
        } catch (PlatformProblem e) {
            if (!e.conflict()) {
                throw e;
            }
            // Somebody was faster: what they decided is what counts, and is told
            Toast.refused(e.sentence());
        }
        afterwards.run();
    }
}

package dev.signalbox.console.runs;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeDetails;
import com.vaadin.flow.component.html.Span;
import dev.signalbox.console.shell.JsonText;
import dev.signalbox.console.shell.When;
import java.util.List;

/** What happened, in order; new lines are added, the old ones stay as they are. */
final class EventLog extends Div {

    private long shown;

    EventLog() {
        addClassName("sb-events");
        getElement().setAttribute("role", "log");
        getElement().setAttribute("tabindex", "0");
    }

    void show(List<RunEvent> events) {
        events.stream().filter(event -> event.seq() > shown).forEach(this::append);
    }

    private void append(RunEvent event) {
        shown = event.seq();
        var seq = new Span(String.valueOf(event.seq()));
        seq.addClassName("sb-event-seq");
        var words = new Span(event.words());
        words.addClassName("sb-event-words");
        var step = new Span(event.stepId() == null ? "" : event.stepId());
        step.addClassNames("sb-mono", "sb-quiet");
        var line = new Div(seq, words, step, When.ago(event.at()));
        line.addClassName("sb-event");
        line.getElement().setAttribute("data-tone", tone(event.type()));

        add(event.data() == null || event.data().isEmpty() ? line : foldable(line, event));
    }

    private static NativeDetails foldable(Div line, RunEvent event) {
        var details = new NativeDetails();
        details.setSummary(line);
        details.setContent(new JsonText(event.data()));
        return details;
    }

    private static String tone(String type) {
        return switch (type) {
            case "step_completed", "run_completed", "human_task_completed", "signal_received" -> "good";
            case "step_failed", "run_failed", "run_rejected" -> "bad";
            case "human_task_created", "step_retrying" -> "waiting";
            case "step_cancelled", "run_stopped" -> "stopped";
            default -> "busy";
        };
    }
}

package dev.signalbox.console.runs;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import dev.signalbox.console.shell.EmptyState;
import dev.signalbox.console.shell.Standing;
import dev.signalbox.console.shell.When;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The steps of a run as bars over the time it took: what ran beside what, and what took long. */
final class TimelineBars extends Div {

    private static final double THINNEST = 0.8;

    TimelineBars() {
        addClassName("sb-timeline");
        getElement().setAttribute("role", "list");
    }

    void show(RunSummary run, List<StepVisit> visits) {
        removeAll();
        if (visits.isEmpty()) {
            add(new EmptyState("No step began yet", "The run is queued; its steps appear here as they begin."));
            return;
        }
        long start = run.startedAt().toEpochMilli();
        Instant end = run.endedAt() == null ? Instant.now() : run.endedAt();
        long length = Math.max(1, end.toEpochMilli() - start);
        visits.forEach(visit -> add(line(visit, start, length, end)));
    }

    private static Div line(StepVisit visit, long start, long length, Instant end) {
        Standing standing = Standings.ofStep(visit.status());
        var name = new Span(visit.label());
        name.addClassName("sb-timeline-name");
        name.setTitle(visit.stepId());

        var line = new Div(name, track(visit, standing, start, length, end), note(visit, standing));
        line.addClassName("sb-timeline-line");
        line.getElement().setAttribute("data-tone", standing.tone().css());
        line.getElement().setAttribute("role", "listitem");
        return line;
    }

    private static Div track(StepVisit visit, Standing standing, long start, long length, Instant now) {
        var track = new Div();
        track.addClassName("sb-timeline-track");
        if (visit.ran()) {
            long until = visit.endedAt() == null
                    ? now.toEpochMilli()
                    : visit.endedAt().toEpochMilli();
            double from = percent(visit.startedAt().toEpochMilli() - start, length);
            double wide = Math.max(THINNEST, percent(until - start, length) - from);
            var bar = new Div();
            bar.addClassName("sb-timeline-bar");
            bar.getStyle()
                    .set("left", "%.2f%%".formatted(Math.min(from, 100 - THINNEST)))
                    .set("width", "%.2f%%".formatted(Math.min(wide, 100)));
            bar.setTitle(standing.word());
            track.add(bar);
        }
        return track;
    }

    private static Span note(StepVisit visit, Standing standing) {
        var note = new Span();
        note.addClassName("sb-timeline-note");
        if (!visit.ran()) {
            String reason = visit.reason() == null ? "" : ": " + visit.reason().replace('_', ' ');
            note.add(new Span(standing.word().toLowerCase(Locale.ROOT) + reason));
        } else {
            if (visit.attempt() > 1) {
                note.add(new Span("try " + visit.attempt() + " · "));
            }
            note.add(When.took(visit.startedAt(), visit.endedAt()));
        }
        return note;
    }

    private static double percent(long part, long whole) {
        return Math.clamp(100.0 * part / whole, 0, 100);
    }
}

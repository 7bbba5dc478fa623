package dev.signalbox.console.runs;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import dev.signalbox.console.shell.Icons;
import dev.signalbox.console.shell.Toast;

/** What one can order a run to do; only what makes sense as it stands is offered. */
final class RunActions extends Div {

    private final Runs runs;
    private final RunAddress run;
    private final Runnable afterwards;
    private final Button pause = new Button("Pause", Icons.of("pause"), click -> pause());
    private final Button resume = new Button("Resume", Icons.of("play"), click -> resume());
    private final Button stop = new Button("Stop…", Icons.of("stop"), click -> askHowToStop());

    RunActions(Runs runs, RunAddress run, Runnable afterwards) {
        this.runs = runs;
        this.run = run;
        this.afterwards = afterwards;
        addClassName("sb-actions");
        resume.addThemeVariants(ButtonVariant.PRIMARY);
        stop.addThemeVariants(ButtonVariant.ERROR);
        add(pause, resume, stop);
    }

    void show(RunSummary summary) {
        pause.setVisible(!summary.runComplete() && !summary.paused());
        resume.setVisible(summary.paused());
        stop.setVisible(!summary.runComplete());
    }

    private void pause() {
        runs.pause(run);
        done("The run pauses: what is running ends, nothing new begins.");
    }

    private void resume() {
        runs.resume(run);
        done("The run goes on.");
    }

    private void askHowToStop() {
        var dialog = new Dialog("Stop this run?");
        dialog.setWidth("440px");
        dialog.add(new Paragraph(
                "A stopped run stays as it is and cannot be resumed. Steps that are running can still finish."));
        var gently = new Button("Let running steps finish", click -> stop(dialog, true));
        var now = new Button("Stop now", click -> stop(dialog, false));
        now.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
        dialog.getFooter().add(new Button("Cancel", click -> dialog.close()), gently, now);
        dialog.open();
    }

    private void stop(Dialog dialog, boolean gracefully) {
        dialog.close();
        runs.stop(run, gracefully);
        done(gracefully ? "The run stops as soon as its running steps are done." : "The run is stopped.");
    }

    private void done(String sentence) {
        Toast.done(sentence);
        afterwards.run();
    }
}

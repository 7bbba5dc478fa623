package dev.signalbox.console.workflows;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;

/** Two people edited at once: nothing is overwritten without a decision. */
final class DraftClash extends ConfirmDialog {

    DraftClash(Runnable takeTheirs, Runnable keepMine) {
        super(
                "Somebody else changed this draft",
                "It was saved by somebody else after you opened it. Keep yours and overwrite theirs, or load theirs and lose yours?",
                "Keep mine",
                kept -> keepMine.run(),
                "Load theirs",
                taken -> takeTheirs.run());
        setConfirmButtonTheme("error primary");
    }
}

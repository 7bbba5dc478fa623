package dev.signalbox.console.workflows;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;

/** Asks before typed work is thrown away. */
final class LeaveDraft extends ConfirmDialog {

    LeaveDraft(Runnable leave, Runnable stay) {
        super(
                "Leave without saving?",
                "The draft has changes that are not saved. They are lost when you leave.",
                "Leave",
                confirmed -> leave.run(),
                "Stay",
                cancelled -> stay.run());
        setConfirmButtonTheme("error primary");
    }
}

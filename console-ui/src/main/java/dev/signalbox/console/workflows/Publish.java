package dev.signalbox.console.workflows;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import dev.signalbox.console.shell.Toast;
import java.util.function.Consumer;

/** Freezes the saved draft as the next version. */
final class Publish extends Dialog {

    Publish(Workflows workflows, String id, String tag, Consumer<WorkflowVersion> afterwards) {
        setHeaderTitle("Publish a version");
        setWidth("460px");
        var notes = new TextArea("What changed");
        notes.setWidthFull();
        notes.setMaxLength(500);
        add(new Paragraph("A version never changes again. New runs use it; runs under way finish on theirs."), notes);

        var publish = new Button("Publish", click -> {
            WorkflowVersion version =
                    workflows.publish(id, tag, notes.getValue().strip());
            close();
            Toast.done("Version " + version.version() + " is published.");
            afterwards.accept(version);
        });
        publish.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button("Cancel", click -> close()), publish);
    }
}

package dev.signalbox.console.workflows;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import java.util.function.Consumer;

/** Asks for a name; the draft begins with a small graph that works. */
final class NewWorkflow extends Dialog {

    private final TextField name = new TextField("Name");
    private final TextArea description = new TextArea("What it is for");
    private final Workflows workflows;
    private final Consumer<Workflow> afterwards;

    NewWorkflow(Workflows workflows, Consumer<Workflow> afterwards) {
        this.workflows = workflows;
        this.afterwards = afterwards;
        setHeaderTitle("New workflow");
        setWidth("460px");

        name.setAutofocus(true);
        name.setMaxLength(120);
        name.setErrorMessage("A workflow needs a name.");
        add(new FormLayout(name, description));

        var create = new Button("Create draft", click -> create());
        create.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button("Cancel", click -> close()), create);
    }

    private void create() {
        name.setInvalid(name.isEmpty());
        if (!name.isInvalid()) {
            var graph = GraphText.parse(GraphText.STARTER).orElseThrow();
            var created = workflows.create(
                    name.getValue().strip(), description.getValue().strip(), graph);
            close();
            afterwards.accept(created.value());
        }
    }
}

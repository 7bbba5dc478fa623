package dev.signalbox.console.secrets;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks what a secret is and where steps may use it. The value that is kept is never in it. */
final class SecretForm extends Dialog {

    private static final String NAME = "[A-Za-z][A-Za-z0-9_-]{0,79}";

    private final TextField name = new TextField("Name");
    private final PasswordField value = new PasswordField("Value");
    private final TextField description = new TextField("What it is for");
    private final TextField hosts = new TextField("Hosts");
    private final CheckboxGroup<Secrets.Instance> instances = new CheckboxGroup<>("Connectors");
    private final boolean fresh;
    private final Consumer<Secrets.Written> save;

    SecretForm(@Nullable ProjectSecret seen, List<Secrets.Instance> choice, Consumer<Secrets.Written> save) {
        this.fresh = seen == null;
        this.save = save;
        setHeaderTitle(seen == null ? "New secret" : "Change “" + seen.name() + "”");
        setWidth("min(640px, 96vw)");

        name.setErrorMessage("1 to 80 letters, digits, - and _, beginning with a letter.");
        name.setHelperText("Steps name it as {{vault.NAME}}.");
        value.setRevealButtonVisible(false);
        value.getElement().setAttribute("autocomplete", "new-password");
        value.setErrorMessage("A secret needs a value.");
        hosts.setHelperText("Steps may send it to these, such as api.example.com. Separate several with commas.");
        instances.setItems(choice);
        instances.setItemLabelGenerator(Secrets.Instance::name);
        instances.setVisible(!choice.isEmpty());
        if (seen != null) {
            fill(seen, choice);
        }
        add(
                new FormLayout(name, value, description),
                new H3("Where steps may use it"),
                new FormLayout(hosts, instances));

        var done = new Button(fresh ? "Keep secret" : "Save", click -> done());
        done.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button("Cancel", click -> close()), done);
    }

    private void fill(ProjectSecret seen, List<Secrets.Instance> choice) {
        name.setValue(seen.name());
        name.setReadOnly(true);
        value.setHelperText("Leave it empty to keep the value there is.");
        description.setValue(seen.description() == null ? "" : seen.description());
        hosts.setValue(String.join(", ", seen.hosts()));
        instances.setValue(choice.stream()
                .filter(instance -> seen.instances().contains(instance.id()))
                .collect(Collectors.toSet()));
    }

    private void done() {
        name.setInvalid(!name.getValue().matches(NAME));
        value.setInvalid(fresh && value.isEmpty());
        if (name.isInvalid() || value.isInvalid()) {
            return;
        }
        save.accept(new Secrets.Written(
                name.getValue(),
                value.isEmpty() ? null : value.getValue(),
                description.isEmpty() ? null : description.getValue().strip(),
                Arrays.stream(hosts.getValue().split(",", -1))
                        .map(String::strip)
                        .filter(host -> !host.isEmpty())
                        .toList(),
                instances.getValue().stream().map(Secrets.Instance::id).sorted().toList()));
        close();
    }
}

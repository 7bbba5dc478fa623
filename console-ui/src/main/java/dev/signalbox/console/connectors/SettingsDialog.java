package dev.signalbox.console.connectors;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Asks for the settings of an instance or a profile. It closes when they were taken. */
final class SettingsDialog extends Dialog {

    private final Div form = new Div();
    private SettingsForm settings;

    private SettingsDialog(String title, Connector connector, ObjectNode given) {
        setHeaderTitle(title);
        setWidth("min(720px, 96vw)");
        settings = new SettingsForm(connector.settingsSchema(), given);
        form.add(settings);
    }

    static SettingsDialog ofNewInstance(List<Connector> catalogue, NewInstance save) {
        var first = catalogue.getFirst();
        var dialog = new SettingsDialog("New connector", first, nothing());
        var kind = new Select<Connector>();
        kind.setLabel("Connector");
        kind.setItems(catalogue);
        kind.setItemLabelGenerator(Connector::displayName);
        kind.setValue(first);
        kind.setHelperText(first.description());
        var name = new TextField("Name");
        name.setMaxLength(80);
        name.setErrorMessage("Give it a name, so that people find it.");
        kind.addValueChangeListener(changed -> {
            kind.setHelperText(changed.getValue().description());
            dialog.form(changed.getValue());
        });
        dialog.add(new FormLayout(kind, name), dialog.form);
        dialog.finish("Create connector", () -> {
            name.setInvalid(name.getValue().isBlank());
            if (name.isInvalid()) {
                return false;
            }
            save.save(kind.getValue(), name.getValue().strip(), dialog.settings.settings());
            return true;
        });
        return dialog;
    }

    static SettingsDialog ofNewProfile(Connector connector, ObjectNode start, NewProfile save) {
        var dialog = new SettingsDialog("New profile", connector, start);
        var name = new TextField("Name");
        name.setHelperText("Such as staging.");
        name.setErrorMessage("1 to 40 of a-z, 0-9 and -, beginning with a letter.");
        dialog.add(new FormLayout(name), dialog.form);
        dialog.finish("Create profile", () -> {
            name.setInvalid(!name.getValue().matches("[a-z][a-z0-9-]{0,39}"));
            if (name.isInvalid()) {
                return false;
            }
            save.save(name.getValue(), dialog.settings.settings());
            return true;
        });
        return dialog;
    }

    static SettingsDialog of(Connector connector, Profile profile, Consumer<ObjectNode> save) {
        var dialog = new SettingsDialog("Settings of “" + profile.name() + "”", connector, profile.settings());
        dialog.add(dialog.form);
        dialog.finish("Save settings", () -> {
            save.accept(dialog.settings.settings());
            return true;
        });
        return dialog;
    }

    /** What to do with a new instance. */
    interface NewInstance {
        void save(Connector connector, String name, ObjectNode settings);
    }

    /** What to do with a new profile. */
    interface NewProfile {
        void save(String name, ObjectNode settings);
    }

    /** Whether it was taken. */
    private interface Save {
        boolean tried();
    }

    private void form(Connector connector) {
        settings = new SettingsForm(connector.settingsSchema(), nothing());
        form.removeAll();
        form.add(settings);
    }

    private void finish(String words, Save save) {
        var done = new Button(words, click -> {
            if (save.tried()) {
                close();
            }
        });
        done.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button("Cancel", click -> close()), done);
    }

    private static ObjectNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }
}

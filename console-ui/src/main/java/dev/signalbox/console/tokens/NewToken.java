package dev.signalbox.console.tokens;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import dev.signalbox.console.platform.ScopeText;
import dev.signalbox.console.shell.Toast;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Asks what a token is for and what it may do; the choice begins narrow. */
final class NewToken extends Dialog {

    private final TextField name = new TextField("What it is for");
    private final Select<Integer> days = new Select<>();
    private final Map<String, Checkbox> boxes = new LinkedHashMap<>();
    private final Pats pats;
    private final Consumer<Pat> afterwards;

    NewToken(Pats pats, Consumer<Pat> afterwards) {
        this.pats = pats;
        this.afterwards = afterwards;
        setHeaderTitle("New token");
        setWidth("min(760px, 96vw)");

        name.setAutofocus(true);
        name.setPlaceholder("For example: Cursor on the laptop");
        name.setMaxLength(80);
        name.setErrorMessage("Say what it is for, so that you know later which one to revoke.");
        days.setLabel("Ends after");
        days.setItems(7, 30, 90, 365);
        days.setItemLabelGenerator(each -> each + " days");
        days.setValue(90);
        add(new FormLayout(name, days), presets());
        ScopeText.ALL.forEach(group -> add(new H3(group.name()), boxes(group)));
        choose(ScopeText.FOR_AN_AGENT);

        var create = new Button("Create token", click -> create());
        create.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button("Cancel", click -> close()), create);
    }

    private Div presets() {
        var presets = new Div(
                new Span("Quick choice:"),
                preset("For an agent", ScopeText.FOR_AN_AGENT),
                preset("Read only", reading()),
                preset("Nothing", Set.of()));
        presets.addClassName("sb-actions");
        return presets;
    }

    private static Set<String> reading() {
        return ScopeText.ALL.stream()
                .flatMap(group -> group.scopes().stream())
                .map(ScopeText::scope)
                .filter(scope -> scope.endsWith(":read"))
                .collect(Collectors.toSet());
    }

    private Button preset(String words, Set<String> scopes) {
        var button = new Button(words, click -> choose(scopes));
        button.addThemeVariants(ButtonVariant.SMALL);
        return button;
    }

    private void choose(Set<String> scopes) {
        boxes.forEach((scope, box) -> box.setValue(scopes.contains(scope)));
    }

    private Div boxes(ScopeText.Group group) {
        var grid = new Div();
        grid.addClassName("sb-scopes");
        group.scopes().forEach(scope -> {
            var box = new Checkbox(scope.allows());
            box.setHelperText(scope.scope());
            boxes.put(scope.scope(), box);
            grid.add(box);
        });
        return grid;
    }

    private void create() {
        Set<String> chosen = boxes.entrySet().stream()
                .filter(entry -> entry.getValue().getValue())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        name.setInvalid(name.getValue().isBlank());
        if (chosen.isEmpty()) {
            Toast.refused("Choose at least one thing the token may do.");
        } else if (!name.isInvalid()) {
            Pat made = pats.create(name.getValue().strip(), chosen, days.getValue());
            close();
            afterwards.accept(made);
        }
    }
}

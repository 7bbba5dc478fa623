package dev.signalbox.console.clients;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Section;
import dev.signalbox.console.platform.ScopeText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the client asked for, in words, to be cut down. What reveals secrets or lets others in starts unchecked, so that nobody allows
 * it in passing.
 */
final class AllowanceChoice extends Section {

    private final Map<ScopeText, Checkbox> boxes = new LinkedHashMap<>();
    private final Checkbox lookOnly = new Checkbox("Look only");

    AllowanceChoice(Set<String> asked) {
        addClassName("sb-consent-part");
        add(new H2("What it may do"), narrow());
        ScopeText.ALL.forEach(group -> addGroup(group, asked));
    }

    private Div narrow() {
        lookOnly.setHelperText("It reads, and can change, start or answer nothing.");
        lookOnly.addValueChangeListener(change -> narrowTo(change.getValue()));
        var row = new Div(lookOnly);
        row.addClassName("sb-look-only");
        return row;
    }

    private void addGroup(ScopeText.Group group, Set<String> asked) {
        var grid = new Div();
        grid.addClassName("sb-allowances");
        group.scopes().stream().filter(scope -> asked.contains(scope.scope())).forEach(scope -> grid.add(box(scope)));
        if (grid.getComponentCount() > 0) {
            add(new H3(group.name()), grid);
        }
    }

    private Checkbox box(ScopeText scope) {
        var box = new Checkbox(scope.allows());
        box.setHelperText(scope.opensDoors() ? scope.scope() + " · sensitive" : scope.scope());
        box.setValue(!scope.opensDoors());
        if (scope.opensDoors()) {
            box.addClassName("sb-opens-doors");
        }
        boxes.put(scope, box);
        return box;
    }

    /** What does not read cannot be chosen then; its check mark is kept for when it can be again. */
    private void narrowTo(boolean looking) {
        boxes.forEach((scope, box) -> box.setEnabled(!looking || scope.reads()));
    }

    boolean lookOnly() {
        return lookOnly.getValue();
    }

    Set<String> chosen() {
        return boxes.entrySet().stream()
                .filter(entry ->
                        entry.getValue().isEnabled() && entry.getValue().getValue())
                .map(entry -> entry.getKey().scope())
                .collect(Collectors.toUnmodifiableSet());
    }
}

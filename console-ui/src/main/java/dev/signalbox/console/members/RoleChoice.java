package dev.signalbox.console.members;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import java.util.List;

/** One role of several, each with what it allows beside it. */
final class RoleChoice<R extends Role> extends RadioButtonGroup<R> {

    RoleChoice(String label, List<R> roles, R chosen) {
        super(label);
        addClassName("sb-roles");
        setItems(roles);
        setRenderer(new ComponentRenderer<>(RoleChoice::words));
        setValue(chosen);
    }

    private static Div words(Role role) {
        var words = new Div(new Span(role.word()), new Span(role.allows()));
        words.addClassName("sb-role");
        return words;
    }
}

package dev.signalbox.console.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;

/** A titled card. */
public final class Panel extends Section {

    private final Div body = new Div();
    private final Div head = new Div();

    public Panel(String title, Component... content) {
        addClassName("sb-panel");
        head.addClassName("sb-panel-head");
        head.add(new H2(title));
        body.addClassName("sb-panel-body");
        body.add(content);
        add(head, body);
    }

    public Panel beside(Component component) {
        head.add(component);
        return this;
    }

    /** Shows this instead of what was there. */
    public void show(Component... content) {
        body.removeAll();
        body.add(content);
    }
}

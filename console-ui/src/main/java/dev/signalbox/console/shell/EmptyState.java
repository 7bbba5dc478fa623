package dev.signalbox.console.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Paragraph;

/** What stands where nothing is yet: why, and what to do about it. */
public final class EmptyState extends Div {

    public EmptyState(String title, String why, Component... ways) {
        addClassName("sb-empty");
        var picture = new Image("console/clear-track.svg", "");
        add(picture, new H3(title), new Paragraph(why));
        if (ways.length > 0) {
            var actions = new Div(ways);
            actions.addClassName("sb-actions");
            add(actions);
        }
    }
}

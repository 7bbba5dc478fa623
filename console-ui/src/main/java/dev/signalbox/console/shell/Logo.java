package dev.signalbox.console.shell;

import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;

/** The signal and the name, leading home. */
final class Logo extends RouterLink {

    Logo() {
        addClassName("sb-logo");
        getElement().setAttribute("href", "");
        getElement().setAttribute("aria-label", "Signalbox, to the command centre");
        add(new Image("console/favicon.svg", ""), new Span("Signalbox"));
    }
}

package dev.signalbox.console.clients;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Paragraph;
import java.net.URI;

/** What is left on the screen when the browser has been sent back: some clients open no page of their own. */
final class Departure extends Div {

    Departure(URI back, boolean allowed) {
        addClassName("sb-consent-card");
        var track = new Div();
        track.addClassName("sb-track");
        track.getElement().setAttribute("data-tone", allowed ? "good" : "waiting");
        var head = new Header(
                track,
                new H1(allowed ? "Connected" : "Not connected"),
                new Paragraph(
                        allowed
                                ? "The client has its answer. You can close this page."
                                : "The client was told no, and got nothing. You can close this page."),
                new Paragraph(new Anchor(back.toString(), "Go back to the client, if nothing happens")));
        head.addClassName("sb-consent-head");
        add(head);
    }
}

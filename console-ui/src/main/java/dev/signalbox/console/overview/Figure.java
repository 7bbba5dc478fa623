package dev.signalbox.console.overview;

import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.RouterLink;
import dev.signalbox.console.shell.Tone;

/** One number that leads to what it counts. */
final class Figure extends RouterLink {

    private final Span number = new Span("–");
    private final Span note = new Span();

    Figure(String label, Tone tone, String href) {
        addClassName("sb-figure");
        getElement().setAttribute("href", href);
        getElement().setAttribute("data-tone", tone.css());
        var name = new Span(label);
        name.addClassName("sb-figure-label");
        number.addClassName("sb-figure-number");
        note.addClassName("sb-figure-note");
        add(name, number, note);
    }

    void show(String value, String about) {
        number.setText(value);
        note.setText(about);
    }
}

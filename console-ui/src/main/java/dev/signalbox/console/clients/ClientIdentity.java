package dev.signalbox.console.clients;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import dev.signalbox.console.oauth.Asked;
import dev.signalbox.console.shell.Badge;
import dev.signalbox.console.shell.Tone;
import java.net.URI;
import java.util.Locale;

/** Who asks, as far as anybody knows: a name that it chose, and where it is answered. */
final class ClientIdentity extends Div {

    ClientIdentity(Asked asked, String email) {
        var head = new Header(
                linkUp(asked.clientName()),
                new H1("Let “" + asked.clientName() + "” work for you?"),
                new Paragraph("You are signed in as " + email + "."));
        head.addClassName("sb-consent-head");
        add(head, who(asked));
    }

    private static Div linkUp(String name) {
        var mark = new Span(name.substring(0, name.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT));
        mark.addClassName("sb-client-mark");
        var track = new Div();
        track.addClassName("sb-track");
        var pair = new Div(mark, track, new Image("console/favicon.svg", ""));
        pair.addClassName("sb-link-up");
        pair.getElement().setAttribute("aria-hidden", "true");
        return pair;
    }

    private static Div who(Asked asked) {
        var said = new Paragraph();
        said.add(new Span(
                asked.hasAddress() ? "It is described at " : "The name is its own choice; nobody has checked it. "));
        if (asked.hasAddress()) {
            said.getElement().appendChild(strong(URI.create(asked.clientId()).getHost()));
            said.add(new Span(", and chose its name itself. "));
        }
        said.add(new Span("Your answer goes to "));
        said.getElement().appendChild(strong(asked.host()));
        said.add(new Span(
                asked.local()
                        ? ": a program on this computer. Go on only if you have just started it."
                        : ". Go on only if you know this address and came from there."));
        var who = new Div(new Badge(Tone.WAITING, asked.hasAddress() ? "Known by address" : "Not checked"), said);
        who.addClassName("sb-who");
        return who;
    }

    private static Element strong(String text) {
        var strong = new Element("strong");
        strong.setText(text);
        return strong;
    }
}

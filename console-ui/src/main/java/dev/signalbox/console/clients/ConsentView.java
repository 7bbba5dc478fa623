package dev.signalbox.console.clients;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.signalbox.console.oauth.Asked;
import dev.signalbox.console.oauth.Consents;
import dev.signalbox.console.oauth.McpResource;
import dev.signalbox.console.oauth.Yes;
import dev.signalbox.console.platform.SignedIn;
import dev.signalbox.console.shell.EmptyState;
import jakarta.annotation.security.PermitAll;
import java.net.URI;
import java.util.Optional;

/** Where a client's request waits for the person it came with. */
@Route(value = "connect", autoLayout = false)
@PageTitle("Connect a client · Signalbox")
@PermitAll
final class ConsentView extends Main implements BeforeEnterObserver {

    private final Consents consents;
    private final SignedIn person;
    private final McpResource resource;
    private String state = "";

    ConsentView(Consents consents, SignedIn person, McpResource resource) {
        this.consents = consents;
        this.person = person;
        this.resource = resource;
        addClassName("sb-consent");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        state = event.getLocation()
                .getQueryParameters()
                .getSingleParameter("state")
                .orElse("");
        show(consents.waiting(state, person.userId()).map(this::question).orElseGet(ConsentView::answered));
    }

    private Component question(Asked asked) {
        var places = person.placesNow().stream()
                .filter(place -> place.projectId() != null)
                .toList();
        if (places.isEmpty()) {
            return card(new EmptyState(
                    "Nowhere to work",
                    "You are in no project yet, so there is nothing a client could do for you. Ask somebody to let you in.",
                    new Anchor("", "Go to Signalbox")));
        }
        return new ConsentCard(asked, places, person.place(), resource.groups(), this::allow, this::deny);
    }

    private void allow(Yes yes) {
        leave(consents.allow(state, person.userId(), yes), true);
    }

    private void deny() {
        leave(consents.deny(state, person.userId()), false);
    }

    /** By the page and not by a form: its policy lets forms lead nowhere else. */
    private void leave(Optional<URI> back, boolean allowed) {
        back.ifPresent(uri -> getUI().ifPresent(ui -> ui.getPage().setLocation(uri)));
        show(back.<Component>map(uri -> new Departure(uri, allowed)).orElseGet(ConsentView::answered));
    }

    private static Component answered() {
        return card(new EmptyState(
                "Nothing waits here",
                "This request was answered, or waited too long. Start again from the client that wants to connect.",
                new Anchor("clients", "See connected clients")));
    }

    private static Component card(Component content) {
        var card = new Div(content);
        card.addClassName("sb-consent-card");
        return card;
    }

    private void show(Component content) {
        removeAll();
        add(content);
    }
}

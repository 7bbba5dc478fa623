package dev.signalbox.console.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.spring.annotation.SpringComponent;
import com.vaadin.flow.spring.annotation.UIScope;
import dev.signalbox.console.platform.LiveRuns;
import dev.signalbox.console.platform.PlatformProblem;
import dev.signalbox.console.platform.SignedIn;
import dev.signalbox.console.signin.Arrival;
import dev.signalbox.console.signin.Membership;
import java.util.List;
import java.util.Optional;

/** Says in which project of which workspace one works, and changes it where there is a choice. */
@SpringComponent
@UIScope
final class PlaceSwitch extends Div {

    private final SignedIn person;
    private final LiveRuns live;

    PlaceSwitch(SignedIn person, LiveRuns live) {
        this.person = person;
        this.live = live;
        addClassName("sb-place");
        add(content(places()));
    }

    private com.vaadin.flow.component.Component content(List<Membership> places) {
        if (places.size() < 2) {
            var only = new Span(
                    places.isEmpty() ? "No workspace" : places.getFirst().words());
            only.addClassName("sb-place-only");
            return only;
        }
        var select = new Select<Membership>();
        select.setAriaLabel("Project");
        select.setItemLabelGenerator(Membership::words);
        select.setItems(places);
        person.place().ifPresent(select::setValue);
        select.addValueChangeListener(change -> moveTo(change.getValue()));
        return select;
    }

    /** The frame must stand even while the platform is down: the page inside says what is wrong. */
    private List<Membership> places() {
        try {
            List<Membership> places = person.placesNow();
            Arrival.take(VaadinSession.getCurrent().getSession())
                    .flatMap(tenant -> first(tenant, places))
                    .ifPresent(this::arrive);
            return places;
        } catch (PlatformProblem _) {
            return List.of();
        }
    }

    private static Optional<Membership> first(String tenant, List<Membership> places) {
        return places.stream().filter(place -> place.tenantId().equals(tenant)).findFirst();
    }

    private void arrive(Membership place) {
        person.workIn(place);
        live.restart();
        Toast.done("You are a member of " + place.tenantName() + " now.");
    }

    private void moveTo(Membership place) {
        person.workIn(place);
        live.restart();
        UI.getCurrent().getPage().setLocation("");
    }
}

package dev.signalbox.console.clients;

import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import dev.signalbox.console.signin.Membership;
import java.util.List;
import java.util.Optional;

/** In which project of which workspace the client works, and whether it stays there. */
final class WhereChoice extends Section {

    private final RadioButtonGroup<Boolean> reach = new RadioButtonGroup<>();
    private Membership place;

    WhereChoice(List<Membership> places, Optional<Membership> current) {
        this.place = current.filter(places::contains).orElse(places.getFirst());
        addClassName("sb-consent-part");
        add(new H2("Where"), places.size() == 1 ? fixed() : choice(places), reach);

        reach.setItems(true, false);
        reach.setValue(true);
        reach.setAriaLabel("How far it reaches");
        word();
    }

    private Span fixed() {
        var only = new Span(place.words());
        only.addClassName("sb-place-fixed");
        return only;
    }

    private Select<Membership> choice(List<Membership> places) {
        var select = new Select<Membership>();
        select.setAriaLabel("Workspace and project");
        select.setItemLabelGenerator(Membership::words);
        select.setItems(places);
        select.setValue(place);
        select.addValueChangeListener(change -> {
            place = change.getValue();
            word();
        });
        return select;
    }

    private void word() {
        reach.setItemLabelGenerator(only -> only ? "Only this project" : "All my projects in " + place.tenantName());
    }

    Membership place() {
        return place;
    }

    boolean onlyThisProject() {
        return reach.getValue();
    }
}

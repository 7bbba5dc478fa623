package dev.signalbox.console.clients;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Footer;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import dev.signalbox.console.oauth.Asked;
import dev.signalbox.console.oauth.Yes;
import dev.signalbox.console.shell.Toast;
import dev.signalbox.console.signin.Membership;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** One question with all that belongs to it: who asks, where it would work, what it might do there, and the two answers. */
final class ConsentCard extends Div {

    private final WhereChoice where;
    private final AllowanceChoice what;
    private final CheckboxGroup<String> groups = new CheckboxGroup<>();
    private final List<String> served;

    ConsentCard(
            Asked asked,
            List<Membership> places,
            Optional<Membership> current,
            List<String> served,
            Consumer<Yes> allow,
            Runnable deny) {
        this.where = new WhereChoice(places, current);
        this.what = new AllowanceChoice(asked.scopes());
        this.served = served;
        addClassName("sb-consent-card");
        add(new ClientIdentity(asked, places.getFirst().email()), where, what);
        if (served.size() > 1) {
            add(tools());
        }
        add(answers(allow, deny));
    }

    private Section tools() {
        groups.setItems(served);
        groups.setValue(usual());
        groups.setItemLabelGenerator(ToolGroupText::of);
        groups.setAriaLabel("Tools");
        var tools = new Section(new H2("Which tools it sees"), groups);
        tools.addClassName("sb-consent-part");
        return tools;
    }

    private Footer answers(Consumer<Yes> allow, Runnable deny) {
        var yes = new Button("Allow", click -> answer(allow));
        yes.addThemeVariants(ButtonVariant.PRIMARY);
        var no = new Button("Deny", click -> deny.run());
        var both = new Div(no, yes);
        both.addClassName("sb-answers");
        var foot = new Footer(
                both,
                new Paragraph("It never gets more than you have yourself. It ends after 90 days, or within a second "
                        + "when you revoke it under Connected clients."));
        foot.addClassName("sb-consent-foot");
        return foot;
    }

    private void answer(Consumer<Yes> allow) {
        Set<String> scopes = what.chosen();
        if (scopes.isEmpty()) {
            Toast.refused("Allow at least one thing, or say no.");
        } else if (served.size() > 1 && groups.getValue().isEmpty()) {
            Toast.refused("Leave at least one group of tools, or say no.");
        } else {
            allow.accept(yes(scopes));
        }
    }

    private Set<String> usual() {
        return served.stream().filter(ToolGroupText::usual).collect(Collectors.toUnmodifiableSet());
    }

    /** The usual groups mean no limit: what becomes usual later is then seen too. */
    private Yes yes(Set<String> scopes) {
        Membership place = where.place();
        Set<String> chosen = Set.copyOf(groups.getValue());
        return new Yes(
                place.tenantId(),
                Objects.requireNonNull(place.projectId()),
                where.onlyThisProject(),
                scopes,
                usual().equals(chosen) ? List.of() : chosen.stream().sorted().toList(),
                what.lookOnly());
    }
}

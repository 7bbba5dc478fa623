package dev.signalbox.console.connectors;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.signalbox.console.platform.PlatformProblem;
import dev.signalbox.console.shell.Badge;
import dev.signalbox.console.shell.PageHead;
import dev.signalbox.console.shell.Panel;
import dev.signalbox.console.shell.Toast;
import dev.signalbox.console.shell.Tone;
import dev.signalbox.console.shell.When;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;

/** One instance: its profiles, its credentials and its tools. */
@Route("connectors/:instance")
@PermitAll
final class ConnectorView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private final Connectors connectors;
    private String name = "";

    ConnectorView(Connectors connectors) {
        this.connectors = connectors;
        addClassName("sb-page");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        show(event.getRouteParameters().get("instance").orElseThrow());
    }

    private void show(String id) {
        Instance instance = connectors.get(id);
        Connector connector = connectors.connector(instance.connectorId());
        List<Profile> profiles = connectors.profiles(instance);
        name = instance.name();

        var head = new PageHead(name, new Span());
        head.about(
                instance.standing().badge(),
                new Span(connector.displayName() + ": " + connector.description()),
                back());
        head.actions(
                small(instance.enabled() ? "Switch off" : "Switch on", () -> {
                    connectors.enable(instance, !instance.enabled());
                    done(instance, name + (instance.enabled() ? " is off." : " is on."));
                }),
                small("Delete…", () -> askToDelete(instance)));
        removeAll();
        add(head, profiles(instance, connector, profiles), credentials(instance, connector, profiles), tools(instance));
    }

    private static RouterLink back() {
        var link = new RouterLink();
        link.setText("All connectors");
        link.getElement().setAttribute("href", "connectors");
        return link;
    }

    private Panel profiles(Instance instance, Connector connector, List<Profile> profiles) {
        var panel = new Panel("Profiles");
        var active = profiles.stream().filter(Profile::active).findFirst();
        panel.beside(small("New profile", () -> SettingsDialog.ofNewProfile(
                        connector,
                        active.map(Profile::settings).orElseGet(JsonNodeFactory.instance::objectNode),
                        (profile, settings) -> {
                            connectors.create(instance, profile, settings);
                            done(instance, "Profile “" + profile + "” is kept.");
                        })
                .open()));
        panel.show(profiles.stream()
                .map(profile -> row(instance, connector, profile))
                .toArray(Div[]::new));
        return panel;
    }

    private Div row(Instance instance, Connector connector, Profile profile) {
        var side = new Div(small("Test", () -> test(instance, profile)));
        side.addClassName("sb-actions");
        side.add(small("Settings…", () -> SettingsDialog.of(connector, profile, settings -> {
                    connectors.save(instance, profile, settings);
                    done(instance, "The settings are saved.");
                })
                .open()));
        if (!profile.active()) {
            side.add(
                    small("Use it", () -> {
                        connectors.activate(instance, profile);
                        done(instance, "Calls are made with “" + profile.name() + "” from now on.");
                    }),
                    small("Delete", () -> {
                        connectors.delete(instance, profile);
                        done(instance, "Profile “" + profile.name() + "” is deleted.");
                    }));
        }
        var what = new Div(new Span(profile.name()));
        if (profile.active()) {
            what.add(new Badge(Tone.GOOD, "In use"));
        }
        what.addClassName("sb-actions");
        return row(what, When.ago(profile.updatedAt()), side);
    }

    private Panel credentials(Instance instance, Connector connector, List<Profile> profiles) {
        var panel = new Panel("Credentials");
        if (connector.kinds().isEmpty()) {
            panel.show(quiet(connector.displayName() + " needs none."));
            return panel;
        }
        panel.beside(small("Set credential…", () -> new CredentialDialog(connector, profiles, given -> {
                    connectors.keep(instance, given);
                    done(instance, "The credential is kept.");
                })
                .open()));
        var kept = connectors.credentials(instance);
        if (kept.isEmpty()) {
            panel.show(quiet("Calls are made without a credential."));
        } else {
            panel.show(
                    kept.stream().map(credential -> row(instance, credential)).toArray(Div[]::new));
        }
        return panel;
    }

    private Div row(Instance instance, Credential credential) {
        var side = new Div(small("Delete", () -> {
            connectors.delete(credential);
            done(instance, "The credential is deleted.");
        }));
        side.addClassName("sb-actions");
        var what = new Div(
                new Span(credential.what()),
                new Span(credential.profile() == null ? "for all profiles" : "for " + credential.profile()));
        what.addClassName("sb-cell-title");
        return row(what, When.ago(credential.updatedAt()), side);
    }

    /** A connector that cannot be opened still shows everything one needs to correct it. */
    private Panel tools(Instance instance) {
        var panel = new Panel("Tools");
        try {
            panel.show(connectors.tools(instance).stream()
                    .map(tool -> {
                        var what = new Div(new Span(tool.name()), new Span(tool.description()));
                        what.addClassName("sb-cell-title");
                        return row(what, new Span(tool.risk()), new Div());
                    })
                    .toArray(Div[]::new));
        } catch (PlatformProblem problem) {
            panel.show(quiet(problem.sentence()));
        }
        return panel;
    }

    private void test(Instance instance, Profile profile) {
        var check = connectors.check(instance, profile);
        if (check.valid()) {
            Toast.done("“" + profile.name() + "” works.");
        } else {
            Toast.refused(String.valueOf(check.message()));
        }
    }

    private void askToDelete(Instance instance) {
        var dialog = new ConfirmDialog(
                "Delete “" + instance.name() + "”?",
                "Its settings, its credentials and what it kept go with it. Steps that use it fail from now on.",
                "Delete",
                confirmed -> {
                    connectors.delete(instance);
                    Toast.done("“" + instance.name() + "” is deleted.");
                    UI.getCurrent().navigate("connectors");
                });
        dialog.setCancelable(true);
        dialog.setConfirmButtonTheme("error primary");
        dialog.open();
    }

    private void done(Instance instance, String sentence) {
        Toast.done(sentence);
        show(instance.id());
    }

    private static Div row(Div what, com.vaadin.flow.component.Component middle, Div side) {
        var row = new Div(what, new Span(middle), side);
        row.addClassNames("sb-token-row", "sb-connector-row");
        return row;
    }

    private static Div quiet(String sentence) {
        var words = new Div(new Span(sentence));
        words.addClassNames("sb-quiet", "sb-connector-none");
        return words;
    }

    private static Button small(String words, Runnable press) {
        var button = new Button(words, click -> press.run());
        button.addThemeVariants(ButtonVariant.SMALL);
        return button;
    }

    @Override
    public String getPageTitle() {
        return name + " · Connectors · Signalbox";
    }
}

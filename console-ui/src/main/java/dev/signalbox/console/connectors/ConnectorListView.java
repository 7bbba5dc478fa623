package dev.signalbox.console.connectors;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.router.RouterLink;
import dev.signalbox.console.shell.EmptyState;
import dev.signalbox.console.shell.Icons;
import dev.signalbox.console.shell.PageHead;
import dev.signalbox.console.shell.RowList;
import dev.signalbox.console.shell.When;
import jakarta.annotation.security.PermitAll;

@Route("connectors")
@PageTitle("Connectors · Signalbox")
@Menu(title = "Connectors", order = 3.5, icon = "connectors")
@PermitAll
final class ConnectorListView extends Div implements BeforeEnterObserver {

    private final Connectors connectors;
    private final RowList<Instance> list;

    ConnectorListView(Connectors connectors) {
        this.connectors = connectors;
        this.list = new RowList<>(
                Instance::id,
                ConnectorListView::row,
                new EmptyState(
                        "No connectors yet",
                        "A connector lets steps and agents work with another system, with settings and a credential of yours.",
                        create()));

        addClassName("sb-page");
        add(new PageHead("Connectors", "Other systems that this project works with.").actions(create()), list);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        list.read(connectors::list);
    }

    private Button create() {
        var create = new Button("New connector", Icons.of("plus"), click -> SettingsDialog.ofNewInstance(
                        connectors.catalogue(), (connector, name, settings) -> {
                            var made = connectors.create(connector, name, settings);
                            UI.getCurrent().navigate("connectors/" + made.id());
                        })
                .open());
        create.addThemeVariants(ButtonVariant.PRIMARY);
        return create;
    }

    private static RouterLink row(Instance instance) {
        var what = new Div(new Span(instance.name()), new Span(instance.connectorId()));
        what.addClassName("sb-cell-title");
        var row = new RouterLink();
        row.getElement().setAttribute("href", "connectors/" + instance.id());
        row.add(
                what,
                new Span("profile " + instance.activeProfile()),
                new Span(new Span("changed "), When.ago(instance.updatedAt())),
                instance.standing().badge());
        row.addClassNames("sb-row", "sb-token-row");
        return row;
    }
}

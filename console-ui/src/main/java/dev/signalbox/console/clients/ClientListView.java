package dev.signalbox.console.clients;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.signalbox.console.oauth.McpResource;
import dev.signalbox.console.shell.Copy;
import dev.signalbox.console.shell.EmptyState;
import dev.signalbox.console.shell.PageHead;
import dev.signalbox.console.shell.RowList;
import dev.signalbox.console.shell.Toast;
import dev.signalbox.console.shell.When;
import jakarta.annotation.security.PermitAll;

@Route("clients")
@PageTitle("Connected clients · Signalbox")
@Menu(title = "Connected clients", order = 4.5, icon = "clients")
@PermitAll
final class ClientListView extends Div implements BeforeEnterObserver {

    private final Connections connections;
    private final RowList<Connection> list;

    ClientListView(Connections connections, McpResource resource) {
        this.connections = connections;
        this.list = new RowList<>(
                Connection::id,
                this::row,
                new EmptyState(
                        "No client is connected",
                        "Give this address to an editor or agent that can sign in by itself; it comes back here to ask you.",
                        new Copy("Copy " + resource.url(), resource.url().toString())));

        addClassName("sb-page");
        add(new PageHead("Connected clients", "Programs you let work for you, each within what you allowed it."), list);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        list.read(connections::list);
    }

    private Div row(Connection connection) {
        var allowed = String.join(" · ", connection.scopes());
        var what = new Div(
                new Span(connection.clientName()),
                new Span(connection.readOnly() ? "look only · " + allowed : allowed));
        what.addClassName("sb-cell-title");
        what.getElement().setAttribute("title", String.join("\n", connection.scopes()));
        var row =
                new Div(what, new Span(connection.clientHost()), used(connection), ends(connection), side(connection));
        row.addClassName("sb-client-row");
        return row;
    }

    private static Span used(Connection connection) {
        return connection.lastUsedAt() == null
                ? new Span("never used")
                : new Span(new Span("last used "), When.ago(connection.lastUsedAt()));
    }

    private static Span ends(Connection connection) {
        return new Span(new Span("ends "), When.ago(connection.expiresAt()));
    }

    private Div side(Connection connection) {
        var revoke = new Button("Revoke…", click -> askToRevoke(connection));
        revoke.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.ERROR);
        var side = new Div(revoke);
        side.addClassName("sb-actions");
        return side;
    }

    private void askToRevoke(Connection connection) {
        var dialog = new ConfirmDialog(
                "Disconnect “" + connection.clientName() + "”?",
                "It stops working within a second. It can ask you again.",
                "Revoke",
                confirmed -> revoke(connection));
        dialog.setCancelable(true);
        dialog.setConfirmButtonTheme("error primary");
        dialog.open();
    }

    private void revoke(Connection connection) {
        connections.revoke(connection);
        list.show(list.again());
        Toast.done("“" + connection.clientName() + "” is disconnected.");
    }
}

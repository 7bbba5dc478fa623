package dev.signalbox.console.tokens;

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
import dev.signalbox.console.shell.EmptyState;
import dev.signalbox.console.shell.Icons;
import dev.signalbox.console.shell.PageHead;
import dev.signalbox.console.shell.RowList;
import dev.signalbox.console.shell.Toast;
import dev.signalbox.console.shell.When;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;

@Route("tokens")
@PageTitle("Access tokens · Signalbox")
@Menu(title = "Access tokens", order = 4, icon = "tokens")
@PermitAll
final class TokenListView extends Div implements BeforeEnterObserver {

    private final Pats pats;
    private final Clock clock;
    private final String mcp;
    private final RowList<Pat> list;

    TokenListView(Pats pats, Clock clock, @Value("${signalbox.mcp.url}") String mcp) {
        this.pats = pats;
        this.clock = clock;
        this.mcp = mcp;
        this.list = new RowList<>(
                Pat::id,
                this::row,
                new EmptyState(
                        "No tokens yet", "A token lets an editor, an agent or a script work for you.", create()));

        addClassName("sb-page");
        add(
                new PageHead("Access tokens", "Each works with your rights, cut down to what you gave it.")
                        .actions(create()),
                list);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        list.read(pats::list);
    }

    private Button create() {
        var create = new Button("New token", Icons.of("plus"), click -> new NewToken(pats, this::show).open());
        create.addThemeVariants(ButtonVariant.PRIMARY);
        return create;
    }

    private void show(Pat made) {
        list.show(list.again());
        new ShownOnce(made.displayName(), Objects.requireNonNull(made.token()), mcp).open();
    }

    private Div row(Pat pat) {
        var what = new Div(new Span(pat.displayName()), new Span(String.join(" · ", pat.scopes())));
        what.addClassName("sb-cell-title");
        what.getElement().setAttribute("title", String.join("\n", pat.scopes()));
        var row = new Div(what, used(pat), ends(pat), side(pat));
        row.addClassName("sb-token-row");
        return row;
    }

    private static Span used(Pat pat) {
        return pat.lastUsedAt() == null
                ? new Span("never used")
                : new Span(new Span("last used "), When.ago(pat.lastUsedAt()));
    }

    private static Span ends(Pat pat) {
        return pat.revokedAt() == null
                ? new Span(new Span("ends "), When.ago(pat.expiresAt()))
                : new Span(new Span("revoked "), When.ago(pat.revokedAt()));
    }

    private Div side(Pat pat) {
        var side = new Div(pat.standing(clock.instant()).badge());
        side.addClassName("sb-actions");
        if (pat.revokedAt() == null) {
            var revoke = new Button("Revoke…", click -> askToRevoke(pat));
            revoke.addThemeVariants(ButtonVariant.SMALL, ButtonVariant.ERROR);
            side.add(revoke);
        }
        return side;
    }

    private void askToRevoke(Pat pat) {
        var dialog = new ConfirmDialog(
                "Revoke “" + pat.displayName() + "”?",
                "Whatever uses it stops working within a second. This cannot be undone.",
                "Revoke",
                confirmed -> revoke(pat));
        dialog.setCancelable(true);
        dialog.setConfirmButtonTheme("error primary");
        dialog.open();
    }

    private void revoke(Pat pat) {
        pats.revoke(pat);
        list.show(list.again());
        Toast.done("“" + pat.displayName() + "” is revoked.");
    }
}

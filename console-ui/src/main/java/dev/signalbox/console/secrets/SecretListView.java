package dev.signalbox.console.secrets;

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
import org.jspecify.annotations.Nullable;

@Route("secrets")
@PageTitle("Secrets · Signalbox")
@Menu(title = "Secrets", order = 3.7, icon = "secrets")
@PermitAll
final class SecretListView extends Div implements BeforeEnterObserver {

    private final Secrets secrets;
    private final RowList<ProjectSecret> list;

    SecretListView(Secrets secrets) {
        this.secrets = secrets;
        this.list = new RowList<>(
                ProjectSecret::name,
                this::row,
                new EmptyState(
                        "No secrets yet",
                        "Keep a key or password here, and name it in a step as {{vault.NAME}}."
                                + " Runs keep the name and never the value.",
                        create()));

        addClassName("sb-page");
        add(
                new PageHead("Secrets", "Of this project. Steps use them by name; people see one with a reason.")
                        .actions(create()),
                list);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        list.read(secrets::list);
    }

    private Button create() {
        var create = new Button("New secret", Icons.of("plus"), click -> ask(null));
        create.addThemeVariants(ButtonVariant.PRIMARY);
        return create;
    }

    private Div row(ProjectSecret secret) {
        var what = new Div(
                new Span(secret.name()),
                new Span(secret.description() == null ? "{{vault." + secret.name() + "}}" : secret.description()));
        what.addClassName("sb-cell-title");
        var use = new Span(secret.use());
        use.getElement().setAttribute("title", secret.use());
        var row = new Div(what, use, new Span(new Span("changed "), When.ago(secret.updatedAt())), side(secret));
        row.addClassNames("sb-token-row", "sb-secret-row");
        return row;
    }

    private Div side(ProjectSecret secret) {
        var side = new Div(
                small("Show…", () -> new RevealSecret(secrets, secret).open()),
                small("Change…", () -> ask(secret)),
                small("Delete…", () -> askToDelete(secret)));
        side.addClassName("sb-actions");
        return side;
    }

    private static Button small(String words, Runnable press) {
        var button = new Button(words, click -> press.run());
        button.addThemeVariants(ButtonVariant.SMALL);
        return button;
    }

    private void ask(@Nullable ProjectSecret seen) {
        new SecretForm(seen, secrets.instances(), written -> {
                    if (seen == null) {
                        secrets.create(written);
                    } else {
                        secrets.replace(seen, written);
                    }
                    done("“" + written.name() + "” is kept.");
                })
                .open();
    }

    private void askToDelete(ProjectSecret secret) {
        var dialog = new ConfirmDialog(
                "Delete “" + secret.name() + "”?",
                "Steps that name it fail from now on. The value cannot be brought back.",
                "Delete",
                confirmed -> {
                    secrets.delete(secret);
                    done("“" + secret.name() + "” is deleted.");
                });
        dialog.setCancelable(true);
        dialog.setConfirmButtonTheme("error primary");
        dialog.open();
    }

    private void done(String sentence) {
        list.show(list.again());
        Toast.done(sentence);
    }
}

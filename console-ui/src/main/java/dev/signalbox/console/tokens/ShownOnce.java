package dev.signalbox.console.tokens;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Code;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Pre;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.tabs.TabSheet;
import dev.signalbox.console.shell.Copy;

/** The text of a new token, this once, with what to paste where. A click beside it does not lose it. */
final class ShownOnce extends Dialog {

    ShownOnce(String name, String token, String mcp) {
        setHeaderTitle("Your token “" + name + "”");
        setWidth("min(760px, 96vw)");
        setCloseOnOutsideClick(false);
        setCloseOnEsc(false);

        var secret = new Div(new Code(token), new Copy("Copy token", token));
        secret.addClassName("sb-secret");
        var clients = new TabSheet();
        clients.setWidthFull();
        ClientBlock.all(mcp, token).forEach(block -> clients.add(block.client(), block(block)));
        add(
                new Paragraph("Copy it now: it is not shown again. Whoever has it can do what it may do."),
                secret,
                new Paragraph("Connect a client:"),
                clients);

        var done = new Button("I have copied it", click -> close());
        done.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(done);
    }

    private static Div block(ClientBlock block) {
        var text = new Pre(block.text());
        text.addClassName("sb-code");
        var where = new Span(block.where());
        where.addClassName("sb-quiet");
        var head = new Div(where, new Copy("Copy", block.text()));
        head.addClassName("sb-block-head");
        return new Div(head, text);
    }
}

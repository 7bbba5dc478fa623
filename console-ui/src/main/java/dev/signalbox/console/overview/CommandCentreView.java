package dev.signalbox.console.overview;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.signalbox.console.shell.PageHead;
import jakarta.annotation.security.PermitAll;

@Route("")
@PageTitle("Command centre · Signalbox")
@Menu(title = "Command centre", order = 0, icon = "overview")
@PermitAll
final class CommandCentreView extends Div {

    CommandCentreView() {
        addClassName("sb-page");
        add(new PageHead("Command centre", "What runs, what waits for you, what failed."));
    }
}

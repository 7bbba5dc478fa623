package dev.signalbox.console.reviews;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.signalbox.console.reviews.ToolReviews.Change;
import dev.signalbox.console.shell.EmptyState;
import dev.signalbox.console.shell.PageHead;
import dev.signalbox.console.shell.RowList;
import dev.signalbox.console.shell.Toast;
import jakarta.annotation.security.PermitAll;

@Route("tool-changes")
@PageTitle("Tool changes · Signalbox")
@Menu(title = "Tool changes", order = 4.7, icon = "check")
@PermitAll
final class ToolChangeListView extends Div implements BeforeEnterObserver {

    private final ToolReviews reviews;
    private final RowList<Change> list;

    ToolChangeListView(ToolReviews reviews) {
        this.reviews = reviews;
        this.list = new RowList<>(
                Change::id,
                change -> new ToolChangeCard(change, this::approve),
                new EmptyState(
                        "Nothing has changed",
                        "Tools of remote MCP servers are kept as they were when somebody first tried the server."
                                + " What a server changes later waits here, and cannot be called meanwhile."));
        list.addClassName("sb-cards");

        addClassName("sb-page");
        add(new PageHead("Tool changes", "What remote servers say of their tools now, and did not say before."), list);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        list.read(reviews::list);
    }

    private void approve(Change change) {
        reviews.approve(change);
        list.show(list.again());
        Toast.done("“" + change.review().tool() + "” is offered as it now is.");
    }
}

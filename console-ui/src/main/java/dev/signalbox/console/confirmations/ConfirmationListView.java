package dev.signalbox.console.confirmations;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEvent;
import com.vaadin.flow.router.HasUrlParameter;
import com.vaadin.flow.router.Menu;
import com.vaadin.flow.router.OptionalParameter;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.signalbox.console.platform.PlatformProblem;
import dev.signalbox.console.shell.EmptyState;
import dev.signalbox.console.shell.PageHead;
import dev.signalbox.console.shell.RowList;
import jakarta.annotation.security.PermitAll;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The risky calls that wait for a yes. Looked at again every few seconds while it is open: a call waits five minutes at most. */
@Route("confirmations")
@PageTitle("Confirmations · Signalbox")
@Menu(title = "Confirmations", order = 2.5, icon = "confirmations")
@PermitAll
final class ConfirmationListView extends Div implements HasUrlParameter<String> {

    private static final Logger log = LoggerFactory.getLogger(ConfirmationListView.class);
    private static final int LOOK_MILLIS = 4_000;

    private final Confirmations confirmations;
    private final RowList<Confirmation> list;
    private @Nullable String wanted;

    ConfirmationListView(Confirmations confirmations) {
        this.confirmations = confirmations;
        this.list = new RowList<>(
                Confirmation::id,
                asked -> new ConfirmationCard(
                        asked, confirmations, this::look, asked.id().equals(wanted)),
                new EmptyState(
                        "No call waits for you",
                        "When one of your agents wants to do something with secrets, it is asked for here."
                                + " A question that is not answered ends after five minutes."));
        list.addClassName("sb-cards");

        addClassName("sb-page");
        add(new PageHead("Confirmations", "Calls of your agents that need your yes, each for itself."), list);
    }

    @Override
    public void setParameter(BeforeEvent event, @OptionalParameter @Nullable String id) {
        wanted = id;
        list.read(confirmations::waiting);
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        var ui = attached.getUI();
        ui.setPollInterval(LOOK_MILLIS);
        var looking = ui.addPollListener(poll -> look());
        addDetachListener(detached -> {
            detached.unregisterListener();
            looking.remove();
            ui.setPollInterval(-1);
        });
    }

    /** A platform that does not answer leaves what is shown as it is. */
    private void look() {
        try {
            list.show(list.again());
        } catch (PlatformProblem e) {
            log.info("The confirmations could not be read again: {}", e.sentence());
        }
    }
}

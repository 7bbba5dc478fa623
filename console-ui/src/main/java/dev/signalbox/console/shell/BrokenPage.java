package dev.signalbox.console.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import jakarta.annotation.security.PermitAll;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Our own mistake: said as such, with the details in the log and not on the page. */
@PermitAll
@ParentLayout(MainLayout.class)
final class BrokenPage extends Div implements HasErrorParameter<Exception> {

    private static final Logger LOG = LoggerFactory.getLogger(BrokenPage.class);

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
        LOG.error("The page {} failed", event.getLocation().getPath(), parameter.getException());
        add(new EmptyState(
                "A signal failed on our side",
                "This page could not be shown, and the reason is in our log.",
                Home.button()));
        return 500;
    }
}

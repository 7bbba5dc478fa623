package dev.signalbox.console.shell;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import dev.signalbox.console.platform.NoPlaceException;
import jakarta.annotation.security.PermitAll;

/** For somebody who can sign in but was not invited anywhere. */
@PermitAll
@ParentLayout(MainLayout.class)
final class NoPlacePage extends Div implements HasErrorParameter<NoPlaceException> {

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<NoPlaceException> parameter) {
        add(new EmptyState(
                "No workspace yet", String.valueOf(parameter.getException().getMessage())));
        return 200;
    }
}

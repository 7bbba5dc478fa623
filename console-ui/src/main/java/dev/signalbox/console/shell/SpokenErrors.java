package dev.signalbox.console.shell;

import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ErrorHandler;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import dev.signalbox.console.platform.PlatformProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Turns what a click could not do into a sentence, so that no handler needs a catch of its own. */
@Component
final class SpokenErrors implements VaadinServiceInitListener, ErrorHandler {

    private static final Logger LOG = LoggerFactory.getLogger(SpokenErrors.class);

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource().addSessionInitListener(started -> started.getSession().setErrorHandler(this));
    }

    @Override
    public void error(ErrorEvent event) {
        for (Throwable cause = event.getThrowable(); cause != null; cause = cause.getCause()) {
            if (cause instanceof PlatformProblem problem) {
                say(event, problem.sentence());
                return;
            }
        }
        LOG.error("A page failed", event.getThrowable());
        say(event, "That did not work, for a reason on our side. It is in our log.");
    }

    private static void say(ErrorEvent event, String sentence) {
        event.getComponent().flatMap(com.vaadin.flow.component.Component::getUI).ifPresent(ui -> ui.accessLater(
                        () -> Toast.refused(sentence), () -> LOG.trace("The page closed"))
                .run());
    }
}

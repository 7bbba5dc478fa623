package dev.signalbox.console.shell;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.ParentLayout;
import dev.signalbox.console.platform.PlatformProblem;
import jakarta.annotation.security.PermitAll;

/** A page the platform refused to fill, in its own words. */
@PermitAll
@ParentLayout(MainLayout.class)
final class ProblemPage extends Div implements HasErrorParameter<PlatformProblem> {

    @Override
    public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<PlatformProblem> parameter) {
        PlatformProblem problem = parameter.getException();
        var again = new Button("Try again", click -> click.getSource().getUI().ifPresent(ui -> ui.getPage()
                .reload()));
        add(
                problem.notFound()
                        ? new EmptyState("Nothing here", problem.sentence(), Home.button())
                        : new EmptyState("That did not work", problem.sentence(), again));
        return problem.notFound() ? 404 : 200;
    }
}

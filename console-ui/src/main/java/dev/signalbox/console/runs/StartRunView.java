package dev.signalbox.console.runs;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import dev.signalbox.console.shell.Icons;
import dev.signalbox.console.shell.JsonEditor;
import dev.signalbox.console.shell.JsonText;
import dev.signalbox.console.shell.PageHead;
import dev.signalbox.console.shell.Panel;
import dev.signalbox.console.shell.Toast;
import dev.signalbox.console.workflows.GraphDrawing;
import dev.signalbox.console.workflows.Workflow;
import dev.signalbox.console.workflows.Workflows;
import jakarta.annotation.security.PermitAll;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/** Asks for the input of a run, beginning with the example its workflow gives, and starts it. */
@Route("workflows/:workflow/start")
@PageTitle("Start a run · Signalbox")
@PermitAll
final class StartRunView extends Div implements BeforeEnterObserver {

    private final Runs runs;
    private final Workflows workflows;
    private final JsonMapper json;
    private final PageHead head = new PageHead("Start a run", new Paragraph("The run uses the latest version."));
    private final JsonEditor input = new JsonEditor("The input of the run");
    private final JsonText schema = new JsonText(null);
    private final GraphDrawing drawing = new GraphDrawing();
    private String workflow = "";

    StartRunView(Runs runs, Workflows workflows, JsonMapper json) {
        this.runs = runs;
        this.workflows = workflows;
        this.json = json;

        var start = new Button("Start run", Icons.of("play"), click -> start());
        start.addThemeVariants(ButtonVariant.PRIMARY);
        input.addClassName("sb-small");
        var columns = new Div(new Panel("Input", input), new Panel("What the input must look like", schema));
        columns.addClassName("sb-columns");

        addClassName("sb-page");
        add(head.actions(start), columns, new Panel("What will run", drawing));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        workflow = event.getRouteParameters().get("workflow").orElseThrow();
        Workflow known = workflows.get(workflow).value();
        JsonNode graph = graphOf(known);

        head.title("Start " + known.name());
        input.setValue(JsonText.pretty(
                graph.path("example_trigger_payload").isMissingNode()
                        ? json.createObjectNode()
                        : graph.path("example_trigger_payload")));
        schema.show(graph.path("input_schema").isMissingNode() ? json.createObjectNode() : graph.path("input_schema"));
        drawing.show(graph, Map.of());
    }

    private JsonNode graphOf(Workflow known) {
        Integer latest = known.latestVersion();
        JsonNode graph = latest == null
                ? known.graph()
                : workflows.version(known.id(), latest).graph();
        return graph == null ? MissingNode.getInstance() : graph;
    }

    private void start() {
        JsonNode payload = payload();
        if (!payload.isObject()) {
            Toast.refused("The input has to be a JSON object.");
            return;
        }
        RunAddress run = runs.start(workflow, payload);
        UI.getCurrent().navigate(RunView.class, run.parameters());
    }

    private JsonNode payload() {
        try {
            return json.readTree(input.getValue());
        } catch (JacksonException _) {
            return MissingNode.getInstance();
        }
    }
}

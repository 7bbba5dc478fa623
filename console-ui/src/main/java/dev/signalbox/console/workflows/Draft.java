package dev.signalbox.console.workflows;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import dev.signalbox.console.platform.PlatformProblem;
import dev.signalbox.console.platform.Tagged;
import dev.signalbox.console.shell.Icons;
import dev.signalbox.console.shell.JsonEditor;
import dev.signalbox.console.shell.Panel;
import dev.signalbox.console.shell.Toast;
import dev.signalbox.console.workflows.ValidationReport.Issue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** The draft as text, with what it draws and what is wrong with it beside it. */
final class Draft extends Div {

    private final JsonEditor editor = new JsonEditor("The graph of the workflow");
    private final GraphDrawing drawing = new GraphDrawing();
    private final Issues issues = new Issues(issue -> editor.goTo(lineOf(issue)));
    private final Button save = new Button("Save", click -> save());
    private final Workflows workflows;
    private final Consumer<Workflow> afterPublishing;
    private String id = "";
    private String tag = "*";
    private String saved = "";

    Draft(Workflows workflows, Consumer<Workflow> afterPublishing) {
        this.workflows = workflows;
        this.afterPublishing = afterPublishing;
        editor.addValueChangeListener(change -> typed());

        var side = new Div(new Panel("Graph", drawing), new Panel("Issues", issues));
        side.addClassName("sb-side");
        addClassName("sb-draft");
        add(editor, side);
    }

    void open(Tagged<Workflow> read) {
        id = read.value().id();
        tag = read.tag();
        saved = GraphText.pretty(read.value().graph());
        editor.setValue(saved);
        draw();
        save.setEnabled(false);
    }

    /** Takes a text over without saving it. */
    void replace(String text) {
        editor.setValue(text);
        typed();
    }

    String text() {
        return editor.getValue();
    }

    boolean changed() {
        return !editor.getValue().equals(saved);
    }

    Component[] actions(Workflow workflow) {
        var validate = new Button("Validate", Icons.of("check"), click -> validate());
        var publish = new Button("Publish…", Icons.of("publish"), click -> publish());
        var start = new Button("Start run…", Icons.of("play"), click -> start());
        start.addThemeVariants(ButtonVariant.PRIMARY);
        start.setEnabled(workflow.published());
        start.setTooltipText(workflow.published() ? "Runs the latest version" : "Publish a version first");
        return new Component[] {save, validate, publish, start};
    }

    private void typed() {
        save.setEnabled(changed());
        issues.forget();
        draw();
    }

    private void draw() {
        GraphText.parse(editor.getValue()).ifPresent(graph -> drawing.show(graph, Map.of()));
    }

    private void save() {
        graph().ifPresent(graph -> {
            if (store(graph)) {
                Toast.done("The draft is saved.");
            }
        });
    }

    /** Says why not, when the text is no JSON object yet. */
    private Optional<JsonNode> graph() {
        Optional<JsonNode> graph = GraphText.parse(editor.getValue());
        if (graph.isEmpty()) {
            Toast.refused("The draft is not a JSON object yet. The editor says below where it stops being one.");
        }
        return graph;
    }

    private boolean store(JsonNode graph) {
        try {
            Tagged<Workflow> stored = workflows.save(id, tag, graph);
            tag = stored.tag();
            saved = editor.getValue();
            save.setEnabled(false);
            return true;
        } catch (PlatformProblem e) {
            if (e.status() != 412) {
                throw e;
            }
            new DraftClash(() -> open(workflows.get(id)), () -> overwrite(graph)).open();
            return false;
        }
    }

    private void overwrite(JsonNode graph) {
        tag = workflows.get(id).tag();
        store(graph);
    }

    private void validate() {
        graph().ifPresent(graph -> show(workflows.validate(id, graph)));
    }

    private void show(ValidationReport report) {
        issues.show(report);
        var marks = new LinkedHashMap<Integer, String>();
        report.issues().forEach(issue -> marks.put(lineOf(issue), issue.message()));
        editor.mark(marks);
    }

    private int lineOf(Issue issue) {
        return GraphText.lineOf(editor.getValue(), issue.stepId());
    }

    private void publish() {
        graph().ifPresent(graph -> {
            ValidationReport report = workflows.validate(id, graph);
            show(report);
            if (!report.valid()) {
                Toast.refused("This draft cannot be published yet: " + report.errors() + " to fix, listed beside it.");
            } else if (!changed() || store(graph)) {
                new Publish(
                                workflows,
                                id,
                                tag,
                                version ->
                                        afterPublishing.accept(workflows.get(id).value()))
                        .open();
            }
        });
    }

    private void start() {
        UI.getCurrent().navigate("workflows/" + id + "/start");
    }
}

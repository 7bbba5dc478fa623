package dev.signalbox.console.workflows;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import dev.signalbox.console.platform.Page;
import dev.signalbox.console.shell.Badge;
import dev.signalbox.console.shell.EmptyState;
import dev.signalbox.console.shell.RowList;
import dev.signalbox.console.shell.Tone;
import dev.signalbox.console.shell.When;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** The frozen versions, newest first: look what changed, take an old one back into the draft. */
final class Versions extends Div {

    private final Workflows workflows;
    private final Consumer<WorkflowVersion> intoDraft;
    private final RowList<WorkflowVersion> list = new RowList<>(
            version -> String.valueOf(version.version()),
            this::row,
            new EmptyState("No version yet", "Publish the draft to freeze it as version 1."));
    private String id = "";
    private Supplier<String> draft = () -> "";

    Versions(Workflows workflows, Consumer<WorkflowVersion> intoDraft) {
        this.workflows = workflows;
        this.intoDraft = intoDraft;
        add(list);
    }

    void open(Workflow workflow, Supplier<String> draftText) {
        id = workflow.id();
        draft = draftText;
        list.read((cursor, limit) -> workflow.published() ? workflows.versions(id, cursor, limit) : Page.empty());
    }

    private Div row(WorkflowVersion version) {
        var about = new Span(version.notes() == null || version.notes().isBlank() ? "No notes" : version.notes());
        var row = new Div(new Badge(Tone.GOOD, "Version " + version.version()), about, When.ago(version.publishedAt()));
        row.addClassName("sb-version-row");
        if (version.version() > 1) {
            row.add(small("Since version " + (version.version() - 1), () -> compareWithEarlier(version.version())));
        }
        row.add(small("Against the draft", () -> compareWithDraft(version.version())));
        row.add(small("Into the draft", () -> intoDraft.accept(workflows.version(id, version.version()))));
        return row;
    }

    private static Button small(String words, Runnable deed) {
        var button = new Button(words, click -> deed.run());
        button.addThemeVariants(ButtonVariant.SMALL);
        return button;
    }

    private void compareWithEarlier(int version) {
        show("Version %d to %d".formatted(version - 1, version), graph(version - 1), graph(version));
    }

    private void compareWithDraft(int version) {
        show("Version %d to the draft".formatted(version), graph(version), draft.get());
    }

    private String graph(int version) {
        return GraphText.pretty(workflows.version(id, version).graph());
    }

    private static void show(String title, String before, String after) {
        var dialog = new Dialog(title);
        dialog.setWidth("min(900px, 94vw)");
        dialog.add(before.equals(after) ? new Paragraph("They do not differ.") : new DiffText(before, after));
        dialog.getFooter().add(new Button("Close", click -> dialog.close()));
        dialog.open();
    }
}

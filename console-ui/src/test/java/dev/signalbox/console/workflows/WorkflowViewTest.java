package dev.signalbox.console.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.signalbox.console.PageTest;
import dev.signalbox.console.shell.JsonEditor;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class WorkflowViewTest extends PageTest {

    private static final String GOOD = """
            {"steps": [{"id": "first", "type": "lua_script", "name": "First", "script": "return {}"}]}""";
    private static final String BROKEN = """
            {
              "steps": [
                {"id": "first"}
              ]
            }""";

    @Test
    void aNewWorkflowBeginsWithAGraphThatCanBePublished() {
        navigate(WorkflowListView.class);

        press("New workflow");
        test(find(TextField.class).withLabel("Name").single()).setValue("Refunds");
        press("Create draft");

        assertThat(getCurrentView()).isInstanceOf(WorkflowView.class);
        assertThat(find(JsonEditor.class).single().getValue()).contains("\"id\": \"greet\"");
    }

    @Nested
    class ADraft {

        private String id = "";

        @BeforeEach
        void aBrokenOne() {
            id = PLATFORM.workflows.add("Order desk", "Places orders", BROKEN);
        }

        @Test
        void validatingListsWhatIsWrongWithAHint() {
            open(id);

            press("Validate");

            assertThat(text(find(Issues.class).single()))
                    .contains("1 to fix", "The step has no type.", "TYPE_MISSING", "for example lua_script");
        }

        @Test
        void itIsNotPublishedWhileItIsBroken() {
            open(id);

            press("Publish…");

            assertThat(find(Dialog.class).exists()).isFalse();
            assertThat(PLATFORM.workflows.versions(id)).isZero();
            assertThat(notice()).contains("1 to fix");
        }

        @Test
        void publishingSavesItFirstAndFreezesAVersion() {
            open(id);
            type(GOOD);

            press("Publish…");
            test(find(TextArea.class).withLabel("What changed").single()).setValue("The beginning");
            press("Publish");

            assertThat(PLATFORM.workflows.draft(id).at("/steps/0/type").asString())
                    .isEqualTo("lua_script");
            assertThat(PLATFORM.workflows.versions(id)).isEqualTo(1);
            assertThat(screen()).contains("Version 1");
        }

        @Test
        void whatIsNoJsonIsNotSent() {
            open(id);
            type("{\"steps\": [");

            press("Save");

            assertThat(notice()).contains("not a JSON object yet");
        }

        @Test
        void aChangeBySomebodyElseIsNotOverwrittenUnasked() {
            open(id);
            PLATFORM.workflows.changedElsewhere(id);
            type(GOOD);

            press("Save");
            assertThat(PLATFORM.workflows.draft(id).at("/steps/0/type").isMissingNode())
                    .isTrue();
            test(find(ConfirmDialog.class).single()).confirm();

            assertThat(PLATFORM.workflows.draft(id).at("/steps/0/type").asString())
                    .isEqualTo("lua_script");
        }
    }

    @Test
    void aRunIsStartedWithTheExampleOfTheWorkflow() {
        String id = PLATFORM.workflows.published("Order desk", "", """
                {"example_trigger_payload": {"sku": "A-17"}, "steps": [{"id": "first", "type": "delay"}]}""");
        open(id);

        press("Start run…");
        assertThat(find(JsonEditor.class).single().getValue()).contains("\"sku\": \"A-17\"");
        press("Start run");

        assertThat(PLATFORM.runs.commands()).containsExactly("start {\"sku\":\"A-17\"}");
        assertThat(screen()).contains("Order desk", "Run started");
    }

    private void open(String id) {
        navigate(WorkflowView.class, Map.of("workflow", id));
    }

    private void type(String text) {
        find(JsonEditor.class).single().setValue(text);
    }
}

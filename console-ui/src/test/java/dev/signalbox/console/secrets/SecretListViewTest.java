package dev.signalbox.console.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextField;
import dev.signalbox.console.PageTest;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecretListViewTest extends PageTest {

    private static final String VALUE = "correct horse battery staple";

    @Test
    void withoutSecretsThePageSaysWhatTheyAreFor() {
        navigate(SecretListView.class);

        assertThat(screen()).contains("No secrets yet", "{{vault.NAME}}");
    }

    @Test
    void aNewSecretIsListedAndItsValueIsNot() {
        navigate(SecretListView.class);

        press("New secret");
        field("Name").setValue("CRM_KEY");
        value().setValue(VALUE);
        field("Hosts").setValue("api.example.com, 10.0.0.5:8443");
        press("Keep secret");

        assertThat(PLATFORM.secrets.value("CRM_KEY")).isEqualTo(VALUE);
        assertThat(PLATFORM.secrets.secret("CRM_KEY").path("hosts")).hasSize(2);
        assertThat(screen())
                .contains("CRM_KEY", "for api.example.com, 10.0.0.5:8443")
                .doesNotContain(VALUE);
    }

    @Test
    void withoutANameThatStepsCanUseOrAValueNothingIsKept() {
        navigate(SecretListView.class);

        press("New secret");
        field("Name").setValue("9 lives");
        press("Keep secret");

        assertThat(field("Name").isInvalid()).isTrue();
        assertThat(value().isInvalid()).isTrue();
        assertThat(PLATFORM.secrets.all()).isEmpty();
    }

    @Test
    void aChangeKeepsTheValueUnlessThereIsANewOne() {
        PLATFORM.secrets.add("CRM_KEY", VALUE, "of the CRM", List.of());
        navigate(SecretListView.class);

        press("Change…");
        assertThat(value().getValue()).isEmpty();
        field("Hosts").setValue("api.example.com");
        press("Save");

        assertThat(PLATFORM.secrets.value("CRM_KEY")).isEqualTo(VALUE);
        press("Change…");
        value().setValue("another");
        press("Save");
        assertThat(PLATFORM.secrets.value("CRM_KEY")).isEqualTo("another");
    }

    @Test
    void aValueIsShownWithAReason() {
        PLATFORM.secrets.add("CRM_KEY", VALUE, "of the CRM", List.of());
        navigate(SecretListView.class);

        press("Show…");
        press("Show value");
        assertThat(screen()).doesNotContain(VALUE);
        field("Why do you need to see it?").setValue("the support asked");
        press("Show value");

        assertThat(screen()).contains(VALUE);
        assertThat(PLATFORM.secrets.reasons()).containsExactly("the support asked");
    }

    @Test
    void whoeverSignedInLongAgoIsLedToTheConfirmationAndBack() {
        PLATFORM.secrets.add("CRM_KEY", VALUE, "of the CRM", List.of());
        PLATFORM.secrets.wantConfirmation("7b0d4b1e-0000-4000-8000-00000000000c");
        navigate(SecretListView.class);

        press("Show…");
        field("Why do you need to see it?").setValue("the support asked");
        press("Show value");

        assertThat(find(Anchor.class).withText("Confirm it").single().getHref())
                .isEqualTo("confirmations/7b0d4b1e-0000-4000-8000-00000000000c");
        assertThat(screen()).doesNotContain(VALUE);
        PLATFORM.secrets.wantConfirmation(null);
        press("Show value");
        assertThat(screen()).contains(VALUE);
    }

    @Test
    void deletingAsksFirst() {
        PLATFORM.secrets.add("CRM_KEY", VALUE, "of the CRM", List.of());
        navigate(SecretListView.class);

        press("Delete…");
        assertThat(PLATFORM.secrets.all()).hasSize(1);
        test(find(ConfirmDialog.class).single()).confirm();

        assertThat(PLATFORM.secrets.all()).isEmpty();
        assertThat(screen()).contains("No secrets yet");
    }

    private TextField field(String label) {
        return find(TextField.class).withLabel(label).single();
    }

    private PasswordField value() {
        return find(PasswordField.class).single();
    }
}

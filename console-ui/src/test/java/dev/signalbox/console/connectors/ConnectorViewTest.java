package dev.signalbox.console.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.NumberField;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import dev.signalbox.console.PageTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConnectorViewTest extends PageTest {

    private static final String SETTINGS =
            "{\"base_url\": \"https://api.example.com\", \"allowed_hosts\": [\"api.example.com\", \"files.example.com\"]}";

    @Test
    void aNewConnectorIsMadeWithTheFormOfItsSettings() {
        navigate(ConnectorListView.class);
        assertThat(screen()).contains("No connectors yet");

        press("New connector");
        field("Name").setValue("CRM");
        field("Base url").setValue("https://crm.example.com");
        find(TextArea.class).withLabel("Allowed hosts").single().setValue("crm.example.com\n\nfiles.example.com");
        find(TextArea.class).withLabel("Default headers").single().setValue("X-Team: blue");
        press("Create connector");

        var settings = PLATFORM.connectors
                .profilesOf(PLATFORM.connectors.all().getFirst().path("id").asString())
                .getFirst()
                .path("settings");
        assertThat(settings.path("base_url").asString()).isEqualTo("https://crm.example.com");
        assertThat(settings.path("allowed_hosts")).hasSize(2);
        assertThat(settings.at("/default_headers/X-Team").asString()).isEqualTo("blue");
        assertThat(settings.path("timeout_seconds").isIntegralNumber()).isTrue();
    }

    @Test
    void aCredentialIsKeptAndNeverShown() {
        show(SETTINGS);
        assertThat(screen()).contains("Calls are made without a credential.");

        press("Set credential…");
        kind(Credential.Kind.BASIC);
        field("User name").setValue("ann");
        find(PasswordField.class).single().setValue("correct horse");
        press("Keep credential");

        assertThat(PLATFORM.connectors.given().getFirst().path("secret").asString())
                .isEqualTo("correct horse");
        assertThat(screen())
                .contains("Name and password of ann", "for all profiles")
                .doesNotContain("horse");
        press("Set credential…");
        assertThat(find(PasswordField.class).single().getValue()).isEmpty();
    }

    @Test
    void anEmptyCredentialIsNotKept() {
        show(SETTINGS);

        press("Set credential…");
        press("Keep credential");

        assertThat(find(PasswordField.class).single().isInvalid()).isTrue();
        assertThat(PLATFORM.connectors.given()).isEmpty();
    }

    @Test
    void theTestSaysWhetherItWorksAndWhyNot() {
        String id = show(SETTINGS);
        press("Test");
        assertThat(notice()).contains("“default” works.");

        PLATFORM.connectors.profilesOf(id).getFirst().putObject("settings");
        press("Test");
        assertThat(notice()).contains("There is no base_url to try.");
    }

    @Test
    void anotherProfileStartsFromTheOneInUseAndCanTakeItsPlace() {
        String id = show(SETTINGS);

        press("New profile");
        field("Name").setValue("staging");
        assertThat(field("Base url").getValue()).isEqualTo("https://api.example.com");
        field("Base url").setValue("https://staging.example.com");
        press("Create profile");
        assertThat(screen()).contains("staging");
        press("Use it");

        assertThat(PLATFORM.connectors.all().getFirst().path("active_profile").asString())
                .isEqualTo("staging");
        assertThat(PLATFORM.connectors.profilesOf(id)).hasSize(2);
    }

    @Test
    void settingsAreChangedInTheirForm() {
        String id = show(SETTINGS);

        press("Settings…");
        assertThat(find(TextArea.class).withLabel("Allowed hosts").single().getValue())
                .isEqualTo("api.example.com\nfiles.example.com");
        find(NumberField.class).withLabel("Timeout seconds").single().setValue(60.0);
        press("Save settings");

        assertThat(PLATFORM.connectors
                        .profilesOf(id)
                        .getFirst()
                        .at("/settings/timeout_seconds")
                        .asInt())
                .isEqualTo(60);
    }

    @Test
    void deletingAsksFirst() {
        show(SETTINGS);

        press("Delete…");
        assertThat(PLATFORM.connectors.all()).hasSize(1);
        test(find(ConfirmDialog.class).single()).confirm();

        assertThat(PLATFORM.connectors.all()).isEmpty();
    }

    private String show(String settings) {
        String id = PLATFORM.connectors.add("CRM", settings);
        navigate(ConnectorView.class, Map.of("instance", id));
        return id;
    }

    private TextField field(String label) {
        return find(TextField.class).withLabel(label).single();
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private void kind(Credential.Kind kind) {
        find(Select.class).withLabel("Kind").single().setValue(kind);
    }
}

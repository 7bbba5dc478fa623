package dev.signalbox.console.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.QueryParameters;
import dev.signalbox.console.PageTest;
import dev.signalbox.console.fake.FakePlatform;
import dev.signalbox.console.oauth.WaitingRequests;
import dev.signalbox.console.signin.Membership;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.JsonNode;

class ConsentViewTest extends PageTest {

    @Autowired
    private ApplicationContext context;

    private String state = "";

    @BeforeEach
    void aClientAsks() {
        state = WaitingRequests.ask(
                context, ADA, "An editor", Set.of("workflow:read", "workflow:run", "vault:reveal", "task:read"));
    }

    @Test
    void itSaysWhoAsksForWhatInPlainWords() {
        open();

        assertThat(screen())
                .contains("Let “An editor” work for you?", "nobody has checked it", "127.0.0.1", "on this computer")
                .contains("ada@acme.test", "Only this project");
        assertThat(find(Checkbox.class).all())
                .extracting(Checkbox::getLabel)
                .contains("Start, pause, resume and stop runs")
                .doesNotContain("Invite people and change roles");
    }

    @Test
    void aYesCarriesTheChoiceAndGoesBackToTheClient() {
        open();

        @SuppressWarnings("unchecked")
        Select<Membership> places = find(Select.class).single();
        places.setValue(places.getListDataView().getItems().toList().getLast());
        box("Start, pause, resume and stop runs").setValue(false);
        press("Allow");

        assertThat(PLATFORM.grants.all()).singleElement().satisfies(grant -> {
            assertThat(grant.path("user_id").asString()).isEqualTo(ADA);
            assertThat(grant.path("project_id").asString()).isEqualTo(FakePlatform.SECOND_PROJECT);
            assertThat(grant.path("only_this_project").asBoolean()).isTrue();
            assertThat(texts(grant.path("scopes"))).containsExactlyInAnyOrder("workflow:read", "task:read");
            assertThat(grant.path("read_only").asBoolean()).isFalse();
            assertThat(grant.path("groups")).isEmpty();
        });
        assertThat(screen()).contains("Connected");
        assertThat(find(Anchor.class).single().getHref())
                .startsWith("http://127.0.0.1:33418/callback?")
                .contains("code=");
    }

    @Test
    void lookingOnlyLeavesWhatReads() {
        open();

        box("Look only").setValue(true);
        press("Allow");

        assertThat(PLATFORM.grants.all()).singleElement().satisfies(grant -> {
            assertThat(texts(grant.path("scopes"))).containsExactlyInAnyOrder("workflow:read", "task:read");
            assertThat(grant.path("read_only").asBoolean()).isTrue();
        });
    }

    @Test
    void whatRevealsSecretsMustBeChosen() {
        open();

        assertThat(box("Read the value of a secret").getValue()).isFalse();
        box("Read the value of a secret").setValue(true);
        press("Allow");

        assertThat(texts(PLATFORM.grants.all().getFirst().path("scopes"))).contains("vault:reveal");
    }

    @Test
    void itMayReachAllProjects() {
        open();

        @SuppressWarnings("unchecked")
        RadioButtonGroup<Boolean> reach = find(RadioButtonGroup.class).single();
        reach.setValue(false);
        press("Allow");

        assertThat(PLATFORM.grants.all().getFirst().path("only_this_project").asBoolean())
                .isFalse();
    }

    @Test
    void theUsualToolsAreNoLimitAndOthersAreNamed() {
        open();
        @SuppressWarnings("unchecked")
        CheckboxGroup<String> tools = find(CheckboxGroup.class).single();
        assertThat(tools.getValue()).containsExactlyInAnyOrder("core", "catalog", "websocket");

        tools.setValue(Set.of("core", "runs"));
        press("Allow");

        assertThat(texts(PLATFORM.grants.all().getFirst().path("groups"))).containsExactly("core", "runs");
    }

    @Test
    void aYesToNothingIsNoAnswer() {
        open();
        find(Checkbox.class).all().forEach(box -> box.setValue(false));

        press("Allow");

        assertThat(notice()).contains("at least one thing");
        assertThat(PLATFORM.grants.all()).isEmpty();
        assertThat(screen()).contains("Let “An editor” work for you?");
    }

    @Test
    void aNoGivesNothing() {
        open();

        press("Deny");

        assertThat(PLATFORM.grants.all()).isEmpty();
        assertThat(screen()).contains("Not connected");
        assertThat(find(Anchor.class).single().getHref()).contains("error=access_denied");
    }

    @Test
    void whatWasAnsweredIsNotAskedAgain() {
        open();
        press("Deny");

        open();

        assertThat(screen()).contains("Nothing waits here");
    }

    @Test
    void anothersRequestIsNotShown() {
        state = WaitingRequests.ask(
                context, "7b0d4b1e-0000-4000-8000-000000000077", "An editor", Set.of("workflow:read"));

        open();

        assertThat(screen()).contains("Nothing waits here").doesNotContain("An editor");
    }

    private void open() {
        UI.getCurrent().navigate("connect", QueryParameters.of("state", state));
        roundTrip();
    }

    private Checkbox box(String words) {
        return find(Checkbox.class).all().stream()
                .filter(box -> words.equals(box.getLabel()))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asString).toList();
    }
}

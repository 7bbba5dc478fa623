package dev.signalbox.console.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.textfield.TextField;
import dev.signalbox.console.PageTest;
import dev.signalbox.console.fake.FakeTokens;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenListViewTest extends PageTest {

    @Test
    void aNewTokenIsShownOnceWithWhatToPasteWhere() {
        navigate(TokenListView.class);

        press("New token");
        test(find(TextField.class).withLabel("What it is for").single()).setValue("Cursor");
        press("Create token");

        assertThat(screen()).contains(FakeTokens.TEXT, "claude mcp add", "http://127.0.0.1:8340/mcp");
        press("I have copied it");
        assertThat(screen()).contains("Cursor").doesNotContain(FakeTokens.TEXT);
    }

    @Test
    void aTokenBeginsWithWhatAnAgentNeedsAndNothingThatReveals() {
        navigate(TokenListView.class);
        press("New token");
        test(find(TextField.class).withLabel("What it is for").single()).setValue("Agent");

        press("Create token");

        assertThat(PLATFORM.tokens.all()).singleElement().satisfies(pat -> assertThat(
                        pat.get("scopes").valueStream().map(scope -> scope.asString()))
                .contains("workflow:run", "task:complete")
                .noneMatch(scope -> scope.endsWith(":reveal") || scope.endsWith(":manage")));
    }

    @Test
    void aTokenWithoutANameOrARightIsNotMade() {
        navigate(TokenListView.class);
        press("New token");

        press("Create token");
        assertThat(find(TextField.class).withLabel("What it is for").single().isInvalid())
                .isTrue();
        find(Checkbox.class).all().forEach(box -> box.setValue(false));
        press("Create token");

        assertThat(notice()).contains("at least one thing");
        assertThat(PLATFORM.tokens.all()).isEmpty();
    }

    @Test
    void revokingAsksFirst() {
        String id = PLATFORM.tokens.add("CI", List.of("workflow:read"), null);
        navigate(TokenListView.class);

        press("Revoke…");
        assertThat(PLATFORM.tokens.revoked(id)).isFalse();
        test(find(ConfirmDialog.class).single()).confirm();

        assertThat(PLATFORM.tokens.revoked(id)).isTrue();
        assertThat(screen()).contains("Revoked");
    }
}

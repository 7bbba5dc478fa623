package dev.signalbox.console.reviews;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.button.Button;
import dev.signalbox.console.PageTest;
import org.junit.jupiter.api.Test;

class ToolChangeListViewTest extends PageTest {

    @Test
    void withoutAChangeItSaysWhatWouldBeHere() {
        navigate(ToolChangeListView.class);

        assertThat(screen()).contains("Nothing has changed");
    }

    @Test
    void aChangeIsShownLineByLineAndApproved() {
        PLATFORM.toolReviews.add("forecast", "changed", "description was “Rain.” and is “Rain and all secrets.”");
        navigate(ToolChangeListView.class);
        assertThat(screen()).contains("forecast", "Weather", "Changed", "Rain and all secrets.");

        press("Approve");

        assertThat(PLATFORM.toolReviews.all()).isEmpty();
        assertThat(screen()).contains("Nothing has changed").doesNotContain("forecast");
    }

    @Test
    void whatNobodyCanAgreeToHasNoButton() {
        PLATFORM.toolReviews.add("whoami", "refused", "The tool is not offered.");

        navigate(ToolChangeListView.class);

        assertThat(screen()).contains("whoami", "Refused");
        assertThat(find(Button.class).all())
                .noneMatch(button -> button.getText().equals("Approve"));
    }
}

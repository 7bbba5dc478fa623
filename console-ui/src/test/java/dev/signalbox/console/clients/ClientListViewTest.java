package dev.signalbox.console.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import dev.signalbox.console.PageTest;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClientListViewTest extends PageTest {

    @Test
    void withoutAClientItSaysHowOneIsConnected() {
        navigate(ClientListView.class);

        assertThat(screen()).contains("No client is connected", "http://127.0.0.1:8340/mcp");
    }

    @Test
    void aClientIsShownWithWhatItMayDoAndWhereItIsAnswered() {
        PLATFORM.grants.add("An editor", "127.0.0.1", List.of("workflow:read", "task:read"));

        navigate(ClientListView.class);

        assertThat(screen()).contains("An editor", "127.0.0.1", "workflow:read · task:read", "never used");
    }

    @Test
    void disconnectingAsksFirst() {
        PLATFORM.grants.add("An editor", "127.0.0.1", List.of("workflow:read"));
        navigate(ClientListView.class);

        press("Revoke…");
        assertThat(PLATFORM.grants.all()).hasSize(1);
        test(find(ConfirmDialog.class).single()).confirm();

        assertThat(PLATFORM.grants.all()).isEmpty();
        assertThat(screen()).contains("No client is connected").doesNotContain("An editor");
    }
}

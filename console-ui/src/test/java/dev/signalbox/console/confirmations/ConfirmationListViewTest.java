package dev.signalbox.console.confirmations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.console.PageTest;
import org.junit.jupiter.api.Test;

class ConfirmationListViewTest extends PageTest {

    @Test
    void whereNothingWaitsItSaysSo() {
        navigate(ConfirmationListView.class);

        assertThat(screen()).contains("No call waits for you", "five minutes");
    }

    @Test
    void aCallShowsWhoWantsToMakeItAndWithWhatExactly() {
        PLATFORM.confirmations.add("pat_create", "Cursor on the laptop");

        navigate(ConfirmationListView.class);

        assertThat(text(find(ConfirmationCard.class).single()))
                .contains("pat_create", "Cursor on the laptop", "\"display_name\": \"CI of the order desk\"", "once");
    }

    @Test
    void aYesGoesToThePlatformAndTheCallGoesAway() {
        PLATFORM.confirmations.add("pat_create", "Cursor on the laptop");
        navigate(ConfirmationListView.class);

        press("Confirm");

        assertThat(PLATFORM.confirmations.answers()).containsExactly("confirm pat_create");
        assertThat(notice()).contains("Confirmed");
        assertThat(screen()).contains("No call waits for you");
    }

    @Test
    void aNoIsAnAnswerToo() {
        PLATFORM.confirmations.add("pat_reveal", "Cursor on the laptop");
        navigate(ConfirmationListView.class);

        press("Decline");

        assertThat(PLATFORM.confirmations.answers()).containsExactly("decline pat_reveal");
        assertThat(screen()).contains("No call waits for you");
    }

    @Test
    void whoIsTooLateIsToldSo() {
        String asked = PLATFORM.confirmations.add("pat_create", "Cursor on the laptop");
        navigate(ConfirmationListView.class);
        PLATFORM.confirmations.end(asked);

        press("Confirm");

        assertThat(PLATFORM.confirmations.answers()).isEmpty();
        assertThat(notice()).contains("older than 5 minutes");
        assertThat(screen()).contains("No call waits for you");
    }

    @Test
    void theAddressOfOneMarksItAmongTheOthers() {
        PLATFORM.confirmations.add("pat_create", "Cursor on the laptop");
        String wanted = PLATFORM.confirmations.add("pat_reveal", "CI");

        navigate("confirmations/" + wanted, ConfirmationListView.class);

        assertThat(find(ConfirmationCard.class).all())
                .extracting(card -> card.getElement().getAttribute("data-tone"))
                .containsExactlyInAnyOrder("waiting", "bad");
    }
}

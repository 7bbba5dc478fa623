package dev.signalbox.connector.channels;

import dev.signalbox.connector.Default;
import dev.signalbox.connector.Description;

record SlackSettings(
        @Description("The host the webhook's address must have, with its port when that is not the usual one. "
                + "The address itself is a secret and comes as the API key.")
        @Default("hooks.slack.com")
        String host,

        @Description("How many seconds a call may take, 1 to 60.") @Default("20")
        int timeoutSeconds) {

    SlackSettings {
        if (!host.matches("[\\p{Alnum}.\\[\\]-][\\p{Alnum}.:\\[\\]-]{0,259}")) {
            throw Refusals.invalid("host is a name without scheme or path, such as hooks.slack.com.");
        }
        if (timeoutSeconds < 1 || timeoutSeconds > 60) {
            throw Refusals.invalid("timeout_seconds is 1 to 60.");
        }
    }
}

/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector.testkit;

import dev.signalbox.connector.testkit.LoopbackServer.Answer;
import java.util.Locale;

/** What a connector has to expect of any other system. */
enum ServerMood {
    WORKS,
    REFUSES_THE_CREDENTIAL,
    FAILS,
    TALKS_NONSENSE,
    HANGS_UP;

    void overcomes(LoopbackServer server) {
        switch (this) {
            case WORKS -> server.recovers();
            case REFUSES_THE_CREDENTIAL -> server.fails(Answer.json(401, "{\"message\":\"Who are you?\"}"));
            case FAILS -> server.fails(Answer.text(500, "Something went wrong."));
            case TALKS_NONSENSE -> server.fails(Answer.json(200, "{\"unexpected\":"));
            case HANGS_UP -> server.breaks();
        }
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}

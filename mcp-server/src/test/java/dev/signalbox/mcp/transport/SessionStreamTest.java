package dev.signalbox.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.mcp.EventReader;
import dev.signalbox.mcp.McpTest;
import dev.signalbox.mcp.RawClient;
import dev.signalbox.mcp.fake.FakePlatform.Holder;
import dev.signalbox.mcp.fake.FakePlatform.Said;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** What the server says on its own, to clients that opened a session. */
@TestPropertySource(properties = "signalbox.mcp.recheck=100ms")
class SessionStreamTest extends McpTest {

    private static final String RUN = "0198a000-0000-7000-8000-0000000000dd";
    private static final String OTHER = "pat_222222222222222222222222222222222222";

    @BeforeEach
    void aPlatformWithoutWorkflows() {
        PLATFORM.answers("GET /v1/workflows", Said.json("{\"items\":[]}"));
    }

    @Test
    void hearsWhenRightsChange() {
        try (EventReader stream = listening(open())) {
            PLATFORM.knows(token, Holder.with("workflow:read"));

            stream.awaitMethod("notifications/tools/list_changed");
            stream.awaitMethod("notifications/prompts/list_changed");
        }
    }

    @Test
    void hearsWhenTheListOfResourcesChanges() {
        try (EventReader stream = listening(open())) {
            PLATFORM.answers(
                    "GET /v1/workflows", Said.json("{\"items\":[{\"id\":\"%s\",\"name\":\"New\"}]}".formatted(RUN)));

            stream.awaitMethod("notifications/resources/list_changed");
            assertThat(stream.methods()).doesNotContain("notifications/tools/list_changed");
        }
    }

    @Test
    void hearsOfResourcesItSubscribedToUntilItUnsubscribes() {
        PLATFORM.answers("GET /v1/runs/" + RUN, Said.json("{\"status\":\"running\"}"));
        RawClient client = open();
        try (EventReader stream = listening(client)) {
            assertThat(client.rpc(2, "resources/subscribe", uri()).json().has("result"))
                    .isTrue();
            await().until(() -> PLATFORM.asked("GET /v1/runs/" + RUN).size() > 1);
            PLATFORM.answers("GET /v1/runs/" + RUN, Said.json("{\"status\":\"completed\"}"));

            assertThat(stream.awaitMethod("notifications/resources/updated")
                            .at("/params/uri")
                            .asString())
                    .isEqualTo("run://" + RUN);

            client.rpc(3, "resources/unsubscribe", uri());
            int asked = PLATFORM.asked("GET /v1/runs/" + RUN).size();
            int rounds = PLATFORM.asked("GET /v1/workflows").size();
            await().until(() -> PLATFORM.asked("GET /v1/workflows").size() > rounds + 3);
            assertThat(PLATFORM.asked("GET /v1/runs/" + RUN).size()).isLessThanOrEqualTo(asked + 1);
        }
    }

    @Test
    void endsWithItsSession() {
        RawClient client = open();
        try (EventReader stream = listening(client)) {
            client.send("DELETE", "");

            await().until(stream::hasEnded);
        }
    }

    @Test
    void endsWithItsToken() {
        try (EventReader stream = listening(open())) {
            PLATFORM.revoke(token);

            await().atMost(Duration.ofSeconds(1)).until(stream::hasEnded);
        }
    }

    /** Also when nobody said that it was revoked. */
    @Test
    void endsWhenItsTokenIsNotKnownAnyMore() {
        try (EventReader stream = listening(open())) {
            PLATFORM.forget(token);

            await().until(stream::hasEnded);
        }
    }

    @Test
    void aNewerStreamTakesOver() {
        RawClient client = open();
        try (EventReader first = listening(client);
                EventReader second = listening(client)) {
            await().until(first::hasEnded);
            PLATFORM.knows(token, Holder.with("workflow:read"));

            second.awaitMethod("notifications/tools/list_changed");
        }
    }

    @Test
    void isNotForAnotherToken() {
        PLATFORM.knows(OTHER, Holder.with(ALL_RIGHTS));
        String session = session();

        assertThat(withToken(OTHER)
                        .header("Mcp-Session-Id", session)
                        .send("GET", "")
                        .status())
                .isEqualTo(404);
        assertThat(withToken(OTHER)
                        .header("Mcp-Session-Id", "0000")
                        .send("GET", "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aSessionSubscribesToSoManyResourcesAndNoMore() {
        RawClient client = open();
        for (int number = 0; number < Session.SUBSCRIPTIONS; number++) {
            String uri = "{\"uri\":\"run://0198a000-0000-7000-8000-0000000000%02d\"}".formatted(number);
            assertThat(client.rpc(2, "resources/subscribe", uri).json().has("result"))
                    .isTrue();
        }

        var one = client.rpc(3, "resources/subscribe", uri());

        assertThat(one.error().at("/data/code").asString()).isEqualTo("RATE_LIMITED");
    }

    private String session() {
        return raw().rpc(1, "initialize", "{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{}}")
                .header("Mcp-Session-Id");
    }

    private RawClient open() {
        return raw().header("Mcp-Session-Id", session());
    }

    /** Returns when the server has begun to look. */
    private static EventReader listening(RawClient client) {
        int before = PLATFORM.asked("GET /v1/workflows").size();
        EventReader stream = client.listen("GET", "");
        await().until(() -> PLATFORM.asked("GET /v1/workflows").size() > before);
        return stream;
    }

    private static String uri() {
        return "{\"uri\":\"run://%s\"}".formatted(RUN);
    }
}

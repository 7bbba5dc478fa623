package dev.signalbox.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.mcp.McpTest;
import dev.signalbox.mcp.fake.FakePlatform.Said;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.SmartLifecycle;

/** What happens to callers when tokens die, and when the platform cannot be asked. */
class PlatformTroubleTest extends McpTest {

    @Autowired
    @Qualifier("revocations")
    private SmartLifecycle revocations;

    @Test
    void aCheckedTokenIsRememberedForAMoment() {
        await().until(this::isRemembered);
    }

    @Test
    void aRevokedTokenIsRefusedWithinASecond() {
        await().until(this::isRemembered);

        PLATFORM.revoke(token);

        await().atMost(Duration.ofSeconds(1))
                .until(() -> raw().rpc(2, "tools/list", "{}").status() == 401);
    }

    /** Well before the memory of the token would fade by itself. */
    @Test
    void withoutNewsOfRevocationsEveryRequestIsChecked() {
        await().until(this::isRemembered);
        PLATFORM.cutRevocations();
        try {
            PLATFORM.forget(token);

            await().atMost(Duration.ofSeconds(2))
                    .until(() -> raw().rpc(2, "tools/list", "{}").status() == 401);
        } finally {
            PLATFORM.resumeRevocations();
        }
    }

    /** As the context does when it is paused and goes on. */
    @Test
    void aReaderThatWasStoppedIsTrustedAgainOnceItGoesOn() {
        await().until(this::isRemembered);

        revocations.stop();
        assertThat(isRemembered()).isFalse();
        revocations.start();

        await().until(this::isRemembered);
    }

    @Test
    void aTokenThatDiesBetweenCheckAndCallIsRefused() {
        raw().rpc(1, "tools/list", "{}");
        PLATFORM.forget(token);

        assertThat(modern().call("workflows_list", "{}").status()).isEqualTo(401);
    }

    @Nested
    class WhenThePlatformIsDown {

        @Test
        void nobodyIsLetInAndTheClientMayTryAgain() {
            PLATFORM.stop();
            try {
                await().until(() -> raw().rpc(1, "tools/list", "{}").status() == 503);
                var response = modern().call("workflows_list", "{}");

                assertThat(response.status()).isEqualTo(503);
                assertThat(response.header("Retry-After")).isEqualTo("2");
                assertThat(response.error().at("/data/code").asString()).isEqualTo("UNAVAILABLE");
                assertThat(response.error().at("/data/retryable").asBoolean()).isTrue();
            } finally {
                PLATFORM.startAgain();
            }
            await().atMost(Duration.ofSeconds(10)).until(() -> PLATFORM.revocationReaders() > 0);
            assertThat(raw().rpc(2, "tools/list", "{}").status()).isEqualTo(200);
        }
    }

    @Test
    void aFailureInsideThePlatformIsAResultThatMayBeRetried() {
        PLATFORM.answers("GET /v1/workflows", Said.problem(503, "UNAVAILABLE", "The database restarts."));

        var result = modern().call("workflows_list", "{}").result();

        assertThat(result.path("isError").asBoolean()).isTrue();
        assertThat(result.at("/content/0/text").asString())
                .contains("\"code\":\"UNAVAILABLE\"", "\"retryable\":true", "The database restarts.")
                .doesNotContain("urn:signalbox");
    }

    private boolean isRemembered() {
        int before = PLATFORM.asked("POST /v1/introspect").size();
        assertThat(raw().rpc(1, "tools/list", "{}").status()).isEqualTo(200);
        return PLATFORM.asked("POST /v1/introspect").size() == before;
    }
}

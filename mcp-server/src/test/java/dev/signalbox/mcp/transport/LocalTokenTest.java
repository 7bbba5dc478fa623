package dev.signalbox.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcp.McpTest;
import dev.signalbox.mcp.fake.FakePlatform.Holder;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;

/** The developer's own token from the environment. */
class LocalTokenTest {

    private static final String OWN = "pat_of_the_environment";

    @Nested
    @ActiveProfiles("local")
    @TestPropertySource(properties = "signalbox.pat=" + OWN)
    class InTheProfileLocal extends McpTest {

        @Test
        void isUsedWhenARequestBringsNone() {
            PLATFORM.knows(OWN, Holder.with("workflow:read"));

            assertThat(anonymous().rpc(1, "tools/list", "{}").status()).isEqualTo(200);
        }

        @Test
        void doesNotStandInForAWrongOne() {
            PLATFORM.knows(OWN, Holder.with("workflow:read"));

            assertThat(withToken("pat_wrong").rpc(1, "tools/list", "{}").status())
                    .isEqualTo(401);
        }
    }

    @Test
    void isNotForOtherMachines() {
        var request = MockServerHttpRequest.get("/mcp")
                .remoteAddress(new InetSocketAddress("192.0.2.7", 4711))
                .build();

        assertThat(new LocalToken(OWN).of(request)).isEmpty();
    }

    @Nested
    @TestPropertySource(properties = "signalbox.pat=" + OWN)
    class InAnyOtherProfile extends McpTest {

        @Test
        void isNeverUsed() {
            PLATFORM.knows(OWN, Holder.with("workflow:read"));

            assertThat(anonymous().rpc(1, "tools/list", "{}").status()).isEqualTo(401);
        }
    }
}

package dev.signalbox.platform.connected;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How tokens are kept good; the remote server's refresh tokens work once. */
class AccountTokensApiTest extends AccountStory {

    private static final String ADA = ", \"identifier\": \"ada\"";

    private String account;

    @BeforeEach
    void connect() {
        account = connected("ada");
    }

    @Test
    void aTokenIsRenewedAheadOfItsEnd() {
        var before = seen(ADA);
        endsSoon(account);

        assertThat(seen(ADA)).isNotEqualTo(before);
        assertThat(server.refreshes).hasValue(1);
        seen(ADA);
        assertThat(server.refreshes).hasValue(1);
    }

    @Test
    void whoeverComesWhileItIsRenewedUsesTheOldOneWhileItLasts() throws Exception {
        var before = seen(ADA);
        endsSoon(account);
        server.refreshMayEnd = new CountDownLatch(1);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var renewing = callers.submit(() -> seen(ADA));
            await().untilAtomic(server.refreshes, equalTo(1));

            assertThat(seen(ADA)).isEqualTo(before);

            server.refreshMayEnd.countDown();
            assertThat(renewing.get()).isNotEqualTo(before);
        }
    }

    @Test
    void ofManyWhoNeedANewTokenOneGetsIt() throws Exception {
        hasEnded(account);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, 20)
                    .<Callable<String>>mapToObj(_ -> () -> seen(ADA))
                    .toList();

            var seen = callers.invokeAll(calls).stream()
                    .map(java.util.concurrent.Future::resultNow)
                    .distinct();

            assertThat(seen).hasSize(1);
        }
        assertThat(server.refreshes).hasValue(1);
    }

    @Test
    void aNodeThatDiedWhileItRenewedKeepsNobodyWaitingForLong() {
        hasEnded(account);
        sql("""
                update connected_account set lease_holder = gen_random_uuid(), lease_until = clock_timestamp() + interval '300 ms'
                where account_id = ?
                """, account);

        assertThat(seen(ADA)).startsWith("caller ");
        assertThat(server.refreshes).hasValue(1);
    }

    @Test
    void aTokenWithoutAnEndIsRenewedWhenItIsRefused() {
        server.lifetime = null;
        hasEnded(account);
        var before = seen(ADA);
        server.accessTokens.clear();

        assertThat(seen(ADA)).isNotEqualTo(before);
        assertThat(server.refreshes).hasValue(2);
        assertThat(account(account).has("expires_at")).isFalse();
    }

    @Test
    void anAccountWhoseRefreshTokenIsSpentHasExpired() {
        hasEnded(account);
        server.refreshTokens.clear();

        assertThat(failure(ADA).path("message").asString()).contains("lost on the way. Connect the account again.");
        assertThat(account(account).path("state").asString()).isEqualTo("EXPIRED");
        assertThat(account(account).path("problem").asString()).contains("invalid_grant");
        assertThat(body(execute(client, ADA).expectStatus().isEqualTo(409))
                        .path("detail")
                        .asString())
                .contains("EXPIRED");
        assertThat(server.refreshes).hasValue(1);
    }

    @Test
    void anAccountWithoutRefreshTokensEndsWithItsToken() {
        server.givesRefreshTokens = false;
        var bob = connected("bob");
        hasEnded(bob);

        assertThat(failure(", \"identifier\": \"bob\"").path("message").asString())
                .contains("gives no new ones");
        assertThat(account(bob).path("state").asString()).isEqualTo("EXPIRED");
    }

    @Test
    void aServerThatIsDownCostsNothingWhileTheTokenLasts() {
        var before = seen(ADA);
        endsSoon(account);
        server.tokenStatus = 503;

        assertThat(seen(ADA)).isEqualTo(before);

        hasEnded(account);
        var refused = failure(ADA);
        assertThat(refused.path("code").asString()).isEqualTo("UNAVAILABLE");
        assertThat(refused.path("retryable").asBoolean()).isTrue();
        assertThat(account(account).path("state").asString()).isEqualTo("ACTIVE");
    }

    @Test
    void anAccountThatIsRefusedWithANewTokenTooHasExpired() {
        server.accessTokens.clear();
        server.guardsWithout = true;

        assertThat(failure(ADA).path("code").asString()).isEqualTo("UNAUTHENTICATED");
        assertThat(account(account).path("state").asString()).isEqualTo("EXPIRED");
    }
}

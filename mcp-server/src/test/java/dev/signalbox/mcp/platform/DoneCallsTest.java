package dev.signalbox.mcp.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.mcp.fake.FakePlatform;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

@ExtendWith(OutputCaptureExtension.class)
class DoneCallsTest {

    private static final String DONE = "POST /v1/internal/tool-calls";

    private final FakePlatform platform = new FakePlatform();
    private final DoneCalls calls = new DoneCalls(
            new PlatformConnection(new PlatformSettings(URI.create(platform.url())), WebClient.builder()),
            new ServiceSettings(FakePlatform.SERVICE_SECRET));

    @AfterEach
    void close() {
        calls.stop();
        platform.close();
    }

    @Test
    void whoeverIsStoppedTellsAllOfThemFirst() throws InterruptedException {
        calls.start();
        for (int i = 0; i < 2_500; i++) {
            calls.add("r-" + i % 2, Duration.ofMillis(i), null);
        }

        var stopped = new CountDownLatch(1);
        calls.stop(stopped::countDown);

        assertThat(stopped.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(told()).isEqualTo(2_500);
        assertThat(platform.asked(DONE)).hasSize(3);
    }

    @Test
    void whatThePlatformDidNotTakeIsToldAgain(CapturedOutput log) {
        platform.stop();
        calls.start();
        calls.add("r", Duration.ZERO, null);
        await().untilAsserted(() -> assertThat(log).contains("The platform was not told of tool calls"));

        platform.startAgain();

        await().untilAsserted(() -> assertThat(told()).isEqualTo(1));
    }

    @Test
    void aStopWaitsForNoPlatformThatDoesNotAnswer(CapturedOutput log) throws InterruptedException {
        DisposableServer silent = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((_, _) -> Mono.never())
                .bindNow();
        var impatient = new DoneCalls(
                new PlatformConnection(
                        new PlatformSettings(URI.create("http://127.0.0.1:" + silent.port())), WebClient.builder()),
                new ServiceSettings(FakePlatform.SERVICE_SECRET),
                Duration.ofMillis(200));
        impatient.start();
        for (int i = 0; i < 7; i++) {
            impatient.add("r", Duration.ZERO, null);
        }

        var stopped = new CountDownLatch(1);
        impatient.stop(stopped::countDown);

        assertThat(stopped.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(log).contains("7 tool calls were not audited");
        silent.disposeNow();
    }

    private long told() {
        return platform.asked(DONE).stream()
                .flatMap(asked -> asked.body().path("allowances").valueStream())
                .mapToLong(used -> used.path("calls").size())
                .sum();
    }
}

package dev.signalbox.platform.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.connectors.ToolOutcome.Failure;
import dev.signalbox.platform.connectors.ToolOutcome.Success;
import dev.signalbox.platform.plugins.PluginHost;
import dev.signalbox.platform.problem.ErrorCode;
import dev.signalbox.platform.schemas.RecordJson;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A plugin is replaced while it is called, and one that does what it must not harms nobody else. */
class HotReplaceApiTest extends ApiTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @LocalManagementPort
    private int management;

    @Autowired
    private ToolRunner runner;

    @Autowired
    private PluginHost plugins;

    private InstalledJars jars;
    private TestTenant tenant;
    private ConnectorInstance.Id instance;

    @BeforeEach
    void install() throws IOException {
        jars = new InstalledJars(management);
        install(1);
        tenant = tenants.aTenant();
        instance = Instances.create(as(tenant.token()), "ticker", "{}");
    }

    @AfterEach
    void remove() throws IOException {
        System.setProperty("ticker.stop", "now");
        jars.removeAll();
        System.clearProperty("ticker.stop");
        System.getProperties().remove("ticker.meeting");
    }

    @Test
    void noCallIsDroppedAndNothingOfTheOldOnesIsLeft() throws Exception {
        var loaders = new ReferenceQueue<ClassLoader>();
        var old = new ArrayList<WeakReference<ClassLoader>>();
        var outcomes = new ConcurrentLinkedQueue<ToolOutcome>();
        var load = Flux.interval(Duration.ofMillis(5))
                .onBackpressureDrop()
                .flatMap(_ -> call("tick", "{\"millis\": 30}"), 256)
                .subscribe(outcomes::add);
        replace(2, old, loaders);
        var classes = ManagementFactory.getClassLoadingMXBean();
        var loaded = classes.getLoadedClassCount();

        for (int version = 3; version <= 12; version++) {
            replace(version, old, loaders);
            assertThat(tick()).isEqualTo("1." + version);
        }
        load.dispose();
        jars.awaitDrained();

        assertThat(outcomes).hasSizeGreaterThan(200).allMatch(Success.class::isInstance);
        for (int i = 0; i < old.size(); i++) {
            awaitCollected(loaders);
        }
        assertThat(classes.getLoadedClassCount() - loaded)
                .as("classes more than after the first replacement")
                .isLessThan(100);
    }

    @Test
    void aCallThatIsUnderWayEndsInTheVersionItBeganIn() throws Exception {
        var meeting = new CountDownLatch[] {new CountDownLatch(1), new CountDownLatch(1)};
        System.getProperties().put("ticker.meeting", meeting);
        var running = call("meets", "{}").toFuture();
        assertThat(meeting[0].await(10, TimeUnit.SECONDS)).isTrue();
        install(2);

        assertThat(tick()).isEqualTo("1.2");
        assertThat(jars.states()).contains("ticker 1.1 DRAINING", "ticker 1.2 SERVING");
        meeting[1].countDown();
        assertThat(version(running.get(10, TimeUnit.SECONDS))).isEqualTo("1.1");
    }

    @Test
    void aVersionThatCannotBeLoadedLeavesTheOneThatWorks() throws Exception {
        jars.install("ticker", "1.9", """
                package plugin;

                public final class Main implements dev.signalbox.connector.ConnectorPlugin {
                    public java.util.List<dev.signalbox.connector.ConnectorFactory<?>> connectors() {
                        throw new IllegalStateException("broken on purpose");
                    }
                }
                """);

        assertThat(tick()).isEqualTo("1.1");
        assertThat(jars.states()).contains("ticker 1.9 REFUSED", "ticker 1.1 SERVING");
    }

    @Test
    void whatComputesWithoutEndLeavesOthersTheirTurn() {
        var spinning = Flux.range(0, 2 * Runtime.getRuntime().availableProcessors())
                .flatMap(_ -> call("spins", "{}", Duration.ofSeconds(1)))
                .collectList()
                .toFuture();

        var other = Objects.requireNonNull(workshop().block(Duration.ofSeconds(15)));

        assertThat(other).isInstanceOf(Success.class);
        assertThat(spinning.join()).allMatch(late -> code(late) == ErrorCode.DEADLINE_EXCEEDED);
    }

    @Test
    void callsThatIgnoreTheirEndUseUpTheRoomOfTheirOwnInstanceOnly() {
        var second = ConnectorInstance.Id.of(Instances.created(as(tenant.token()), "ticker", "second", "{}")
                .get("id")
                .asString());
        var ignoring = Flux.range(0, 100)
                // Long enough for all of them to get into the room first.
                .flatMap(_ -> call("ignores", "{}", Duration.ofSeconds(2)), 100)
                .collectList()
                .block();

        assertThat(ignoring).allMatch(late -> code(late) == ErrorCode.DEADLINE_EXCEEDED);
        assertThat(code(Objects.requireNonNull(
                        call("tick", "{\"millis\": 0}", Duration.ofMillis(300)).block())))
                .isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
        assertThat(version(Objects.requireNonNull(
                        call(second, "tick", "{\"millis\": 0}", LONG).block())))
                .isEqualTo("1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"overflows", "misses", "mislinks"})
    void anErrorEndsItsCallAndNoOther(String tool) {
        assertThat(code(Objects.requireNonNull(call(tool, "{}").block()))).isEqualTo(ErrorCode.INTERNAL);
        assertThat(tick()).isEqualTo("1.1");
    }

    @Test
    void aResultWithoutEndIsNotReadToItsEnd() {
        assertThat(code(Objects.requireNonNull(call("floods", "{}").block()))).isEqualTo(ErrorCode.TOO_LARGE);
    }

    @Test
    void aLogThatIsFloodedTakesSoManyLines() {
        var lines = new ListAppender<ILoggingEvent>();
        var log = (Logger) LoggerFactory.getLogger("connector.ticker");
        lines.start();
        log.addAppender(lines);
        try {
            assertThat(call("chatters", "{}").block(LONG)).isInstanceOf(Success.class);
        } finally {
            log.detachAppender(lines);
        }

        assertThat(lines.list).hasSizeBetween(1, 310);
    }

    @Test
    void threadsThatAPluginLeavesBehindEndWithIt() throws Exception {
        assertThat(call("leaks", "{}").block()).isInstanceOf(Success.class);
        var loaders = new ReferenceQueue<ClassLoader>();
        var old = new ArrayList<WeakReference<ClassLoader>>();

        replace(2, old, loaders);
        jars.awaitDrained();

        awaitCollected(loaders);
    }

    /** What held it may end between two collections. */
    private static void awaitCollected(ReferenceQueue<ClassLoader> collected) throws InterruptedException {
        for (int i = 0; i < 50; i++) {
            System.gc();
            if (collected.remove(200) != null) {
                return;
            }
        }
        throw new AssertionError("No class loader was collected");
    }

    private void replace(int version, List<WeakReference<ClassLoader>> old, ReferenceQueue<ClassLoader> collected)
            throws IOException {
        old.add(new WeakReference<>(plugins.find("ticker").orElseThrow().classLoader(), collected));
        jars.replace("ticker", "1." + version, Ticker.source("1." + version));
    }

    private void install(int version) throws IOException {
        jars.install("ticker", "1." + version, Ticker.source("1." + version));
    }

    private String tick() {
        return version(Objects.requireNonNull(call("tick", "{\"millis\": 0}").block()));
    }

    private static String version(ToolOutcome outcome) {
        assertThat(outcome).isInstanceOf(Success.class);
        return ((Success) outcome).structured().get("version").asString();
    }

    private static ErrorCode code(ToolOutcome outcome) {
        assertThat(outcome).isInstanceOf(Failure.class);
        return ((Failure) outcome).code();
    }

    private Mono<ToolOutcome> workshop() {
        var workshop = Instances.create(as(tenant.token()), "workshop", "{\"label\": \"calm\"}");
        return call(workshop, "echo", "{\"text\": \"a\"}", LONG);
    }

    private Mono<ToolOutcome> call(String tool, String arguments) {
        return call(tool, arguments, LONG);
    }

    private Mono<ToolOutcome> call(String tool, String arguments, Duration timeout) {
        return call(instance, tool, arguments, timeout);
    }

    private Mono<ToolOutcome> call(ConnectorInstance.Id id, String tool, String arguments, Duration timeout) {
        return runner.call(new ToolInvocation(
                tenant.id(),
                tenant.project(),
                tenant.owner(),
                new ToolBinding.ToInstance(id),
                tool,
                RecordJson.MAPPER.readTree(arguments),
                "key",
                false,
                timeout));
    }
}

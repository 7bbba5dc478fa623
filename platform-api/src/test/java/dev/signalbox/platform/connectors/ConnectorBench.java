package dev.signalbox.platform.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connector.Tool;
import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.connectors.ToolOutcome.Success;
import dev.signalbox.platform.schemas.ToolArguments;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** {@code ops/bench/connectors}: what the host adds to a connector's own time, and what many instances cost. */
class ConnectorBench extends ApiTest {

    private static final int INSTANCES = 1000;

    /** Twenty tools; each tells when it was entered and left. */
    private static final String BROAD = """
            package plugin;

            import dev.signalbox.connector.*;
            import java.util.*;
            import java.util.stream.*;

            public final class Main implements ConnectorPlugin {

                public record Settings(Optional<String> note) {}

                public record Given(@Description("A text.") String text, @Default("1") int times, List<String> tags) {}

                public record Took(long entered, long left, String text) {}

                public List<ConnectorFactory<?>> connectors() {
                    return List.of(new Factory());
                }

                static final class Factory implements ConnectorFactory<Settings> {

                    public ConnectorInfo info() {
                        return new ConnectorInfo("broad", "Broad", "Has 20 tools.", "1.0.0",
                                Set.of(ConnectorInfo.Authentication.NONE));
                    }

                    public Class<Settings> settings() {
                        return Settings.class;
                    }

                    public Connector open(Settings settings, ConnectorContext context) {
                        var tools = IntStream.range(0, 20).<Tool<?>>mapToObj(i -> Tool.of(
                                ToolDefinition.read("tool_" + i, "Tool " + i, "Does what a tool of the bench does."),
                                Given.class, Main::handle)).toList();
                        return new Connector() {
                            public List<Tool<?>> tools() { return tools; }
                            public void check(ToolCall call) {}
                        };
                    }
                }

                static ToolResult handle(Given given, ToolCall call) {
                    var entered = System.nanoTime();
                    var text = given.text().repeat(given.times());
                    return ToolResult.of(new Took(entered, System.nanoTime(), text));
                }
            }
            """;

    @LocalManagementPort
    private int management;

    @Autowired
    private ToolRunner runner;

    @Autowired
    private ConnectorBindings bindings;

    @Autowired
    private ToolCatalog catalog;

    @Autowired
    private OpenConnectors connectors;

    private InstalledJars jars;
    private TestTenant tenant;

    @BeforeEach
    void configure() throws IOException {
        jars = new InstalledJars(management);
        jars.install("broad", "1.0", BROAD);
        tenant = tenants.aTenant();
    }

    @AfterEach
    void remove() throws IOException {
        jars.removeAll();
    }

    @Test
    void whatTheHostAdds() {
        var instance = new ToolBinding.ToInstance(Instances.create(as(tenant.token()), "broad", "{}"));
        var bound = Objects.requireNonNull(
                bindings.resolve(tenant.id(), tenant.project(), instance).block());
        measure(5_000, () -> inHost(bound));
        measure(1_000, () -> call(instance));

        var own = measure(20_000, () -> own(inHost(bound)));
        var host = measure(20_000, () -> nanos(() -> inHost(bound)));
        var whole = measure(5_000, () -> nanos(() -> call(instance)));

        print("a tool's own time", own);
        print("in the host: a thread, a lease, room, arguments, result", host);
        print("so the host adds", host - own);
        print("the whole call, with what is read from the database for it", whole);
    }

    @Test
    void whatAThousandInstancesCost() {
        var one = instance(0);
        IntStream.range(0, 200).forEach(_ -> list(one));
        var before = heap();
        var alone = measure(2_000, () -> nanos(() -> list(one)));

        IntStream.rangeClosed(1, INSTANCES).mapToObj(this::instance).forEach(this::list);

        var after = heap();
        var amongMany = measure(2_000, () -> nanos(() -> list(one)));
        System.out.printf("bench: %,d instances of 20 tools take %.1f MB%n", INSTANCES, (after - before) / 1048576.0);
        print("the tools of one instance, alone", alone);
        print("the tools of one instance among " + INSTANCES, amongMany);
        System.out.printf("bench: ratio %.2f%n", (double) amongMany / alone);
    }

    private ToolBinding instance(int number) {
        var made = Instances.created(as(tenant.token()), "broad", "broad " + number, "{}");
        return new ToolBinding.ToInstance(ConnectorInstance.Id.of(made.get("id").asString()));
    }

    private long list(ToolBinding instance) {
        var tools = bindings.resolve(tenant.id(), tenant.project(), instance)
                .flatMap(bound -> catalog.list(tenant.id(), bound))
                .block();
        assertThat(tools).hasSize(20);
        return 0;
    }

    /** What happens to a call between its look-up and its outcome. */
    private JsonNode inHost(ConnectorBindings.Bound bound) {
        var outcome = PluginThread.run(
                        "bench",
                        () -> connectors.use(
                                bound.installed(),
                                tenant.id(),
                                bound.instance(),
                                connector -> handled(connector.tool("tool_7").orElseThrow())))
                .block();
        return ((Success) Objects.requireNonNull(outcome)).structured();
    }

    /** The tools of the bench look at no call. */
    private static <I> ToolOutcome handled(Tool<I> tool) throws InterruptedException {
        return Outcomes.of(tool.handler().handle(ToolArguments.bind(tool, arguments()), null));
    }

    private static JsonNode arguments() {
        return JsonNodeFactory.instance.objectNode().put("text", "ho").put("times", "2");
    }

    private JsonNode call(ToolBinding instance) {
        var outcome = runner.call(new ToolInvocation(
                        tenant.id(),
                        tenant.project(),
                        tenant.owner(),
                        instance,
                        "tool_7",
                        arguments(),
                        "key",
                        false,
                        Duration.ofSeconds(20)))
                .block();
        return ((Success) Objects.requireNonNull(outcome)).structured();
    }

    private static long own(JsonNode took) {
        return took.get("left").longValue() - took.get("entered").longValue();
    }

    private static long nanos(Runnable work) {
        long begun = System.nanoTime();
        work.run();
        return System.nanoTime() - begun;
    }

    private interface Measured {
        Object once();
    }

    /** The median. */
    private static long measure(int times, Measured work) {
        var all = new long[times];
        for (int i = 0; i < times; i++) {
            all[i] = work.once() instanceof Long took ? took : 0;
        }
        Arrays.sort(all);
        return all[times / 2];
    }

    private static long heap() {
        for (var _ : List.of(1, 2, 3)) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void print(String what, long nanos) {
        System.out.printf("bench: %s: %.1f µs%n", what, nanos / 1000.0);
    }
}

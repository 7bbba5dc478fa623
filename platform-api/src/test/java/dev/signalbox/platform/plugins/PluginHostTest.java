package dev.signalbox.platform.plugins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.connector.Connector;
import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.Tool;
import dev.signalbox.connector.ToolCall;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.http.HttpPlugin;
import dev.signalbox.platform.plugins.broken.BrokenPlugin;
import dev.signalbox.platform.plugins.probe.ProbePlugin;
import dev.signalbox.platform.schemas.RecordJson;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class PluginHostTest {

    @TempDir
    private Path folder;

    private PluginHost host = host(Path.of("does-not-exist"));

    @AfterEach
    void unload() {
        host.unload();
    }

    @Test
    void withoutAFolderThereAreNoConnectors() {
        assertThat(host.connectors()).isEmpty();
    }

    @Test
    void theConnectorsOfAJarAreFound() throws IOException {
        TestPluginJar.write(folder, "http", "0.1.0", HttpPlugin.class);

        start();

        assertThat(host.find("http")).hasValueSatisfying(connector -> {
            assertThat(connector.pluginVersion()).isEqualTo("0.1.0");
            assertThat(connector.needsNoSettings()).isTrue();
            assertThat(connector
                            .settingsSchema()
                            .at("/properties/base_url/format")
                            .asString())
                    .isEqualTo("uri");
        });
    }

    @Test
    void aPluginComesFromItsJarAndNotFromThePlatform() throws Exception {
        TestPluginJar.write(folder, "probe", "1.0.0", ProbePlugin.class);

        start();

        assertThat(probe().getClass().getClassLoader()).isNotSameAs(ProbePlugin.class.getClassLoader());
    }

    @ParameterizedTest
    @CsvSource({
        "dev.signalbox.connector.Tool, true",
        "java.net.http.HttpClient, true",
        "dev.signalbox.platform.plugins.probe.ProbePlugin, true",
        "dev.signalbox.platform.plugins.PluginHost, false",
        "dev.signalbox.connector.http.HttpPlugin, false",
        "org.springframework.context.ApplicationContext, false",
        "reactor.core.publisher.Mono, false",
        "org.slf4j.Logger, false",
        "tools.jackson.databind.JsonNode, false"
    })
    void aPluginSeesTheContractTheJdkAndItself(String name, boolean sees) throws Exception {
        TestPluginJar.write(folder, "probe", "1.0.0", ProbePlugin.class);

        start();

        assertThat(look(name).get("sees").booleanValue()).isEqualTo(sees);
    }

    @Test
    void aPluginReadsNoResourceOfThePlatform() throws Exception {
        TestPluginJar.write(folder, "probe", "1.0.0", ProbePlugin.class);

        start();

        assertThat(getClass().getClassLoader().getResource("application.yaml")).isNotNull();
        assertThat(look("application.yaml").get("reads").booleanValue()).isFalse();
    }

    @Test
    void aBrokenPluginIsLeftOutAndTheOthersWork() throws IOException {
        TestPluginJar.write(folder, "broken", "1.0.0", BrokenPlugin.class);
        TestPluginJar.write(folder, "probe", "1.0.0", ProbePlugin.class);
        Files.writeString(folder.resolve("no.jar"), "this is no zip");

        start();

        assertThat(host.connectors())
                .extracting(connector -> connector.info().id())
                .containsExactly("probe");
    }

    @Test
    void aSecondPluginWithTheSameConnectorIsLeftOut() throws IOException {
        TestPluginJar.write(folder, "first", "1.0.0", ProbePlugin.class);
        TestPluginJar.write(folder, "second", "1.0.0", ProbePlugin.class);

        start();

        assertThat(host.connectors()).singleElement().satisfies(one -> assertThat(one.pluginId())
                .isEqualTo("first"));
    }

    @Test
    void everyJarThatIsLeftOutSaysWhy() throws IOException {
        TestPluginJar.write(folder, "broken", "1.0.0", BrokenPlugin.class);
        TestPluginJar.write(folder, "first", "1.0.0", ProbePlugin.class);
        TestPluginJar.write(folder, "second", "1.0.0", ProbePlugin.class);
        TestPluginJar.pack(folder, "empty", "1.0.0", Map.of("readme.txt", new byte[0]));
        TestPluginJar.pack(folder, "slip", "1.0.0", Map.of("../../slip.class", new byte[0]));
        TestPluginJar.pack(folder, "odd", "latest", Map.of());
        TestPluginJar.pack(folder, "lured", "1.0.0", Map.of(), Map.of("Class-Path", "../lib/more.jar"));
        Files.copy(folder.resolve("first-1.0.0.jar"), folder.resolve("first-copy.jar"));
        Files.writeString(folder.resolve("no.jar"), "this is no zip");

        start();

        assertThat(host.statuses())
                .filteredOn(status -> status.state() == PluginStatus.State.REFUSED)
                .extracting(PluginStatus::file, PluginStatus::reason)
                .satisfiesExactlyInAnyOrder(
                        broken -> assertThat(broken.toString()).contains("broken-1.0.0.jar", "broken on purpose"),
                        empty -> assertThat(empty.toString()).contains("empty-1.0.0.jar", "is no plugin"),
                        twice -> assertThat(twice.toString())
                                .contains(
                                        "first-copy.jar", "There is a plugin first 1.0.0 already, in first-1.0.0.jar"),
                        lured -> assertThat(lured.toString()).contains("lured-1.0.0.jar", "Class-Path"),
                        no -> assertThat(no.toString()).contains("no.jar", "no jar that can be read"),
                        odd -> assertThat(odd.toString()).contains("odd-latest.jar", "begins with a number"),
                        second -> assertThat(second.toString())
                                .contains("second-1.0.0.jar", "plugin first already brings"),
                        slip -> assertThat(slip.toString()).contains("slip-1.0.0.jar", "leads out of it"));
        assertThat(host.connectors()).hasSize(1);
    }

    @Test
    void theHighestVersionServesAndTheNextOneWhenItGoes() throws IOException {
        TestPluginJar.write(folder, "probe", "1.9.0", ProbePlugin.class);
        var newer = TestPluginJar.write(folder, "probe", "1.10.0", ProbePlugin.class);
        start();
        assertThat(serving()).isEqualTo("1.10.0");

        Files.delete(newer);
        host.look();

        assertThat(serving()).isEqualTo("1.9.0");
    }

    @Test
    void whoServesAConnectorKeepsItAgainstANewcomer() throws IOException {
        TestPluginJar.write(folder, "probe", "1.0.0", ProbePlugin.class);
        start();

        TestPluginJar.write(folder, "another", "2.0.0", ProbePlugin.class);
        host.look();

        assertThat(host.connectors()).singleElement().satisfies(one -> assertThat(one.pluginId())
                .isEqualTo("probe"));
    }

    @Test
    void aJarThatIsOnlyWrittenAnewIsNotLoadedAnew() throws IOException {
        TestPluginJar.write(folder, "probe", "1.0.0", ProbePlugin.class);
        start();
        var before = host.find("probe").orElseThrow();

        TestPluginJar.write(folder, "probe", "1.0.0", ProbePlugin.class);
        host.look();

        assertThat(host.find("probe")).containsSame(before);
    }

    @Test
    void whoeverIsInAPluginKeepsItLoaded() throws IOException {
        var jar = TestPluginJar.write(folder, "probe", "1.0.0", ProbePlugin.class);
        start();
        var probe = host.find("probe").orElseThrow();
        assertThat(probe.enter()).isTrue();
        Files.delete(jar);
        host.look();

        assertThat(host.connectors()).isEmpty();
        assertThat(probe.enter()).as("nobody new comes in").isFalse();
        assertThat(host.statuses()).extracting(PluginStatus::state).containsExactly(PluginStatus.State.DRAINING);

        probe.leave();

        assertThat(host.statuses()).isEmpty();
    }

    @Test
    void settingsThatContradictThemselvesAreRefusedInTheConnectorsWords() throws IOException {
        TestPluginJar.write(folder, "probe", "1.0.0", ProbePlugin.class);
        start();
        var connector = host.find("probe").orElseThrow();

        assertThat(connector.needsNoSettings()).isFalse();
        assertThatExceptionOfType(ToolException.class)
                .isThrownBy(() -> connector.open(json("{\"size\": -1}"), nothing(ConnectorContext.class)))
                .withMessage("size is not negative.");
    }

    @Test
    void afterUnloadingNothingIsLeft() throws IOException {
        TestPluginJar.write(folder, "probe", "1.0.0", ProbePlugin.class);
        TestPluginJar.write(folder, "http", "1.0.0", HttpPlugin.class);
        start();

        host.unload();

        assertThat(host.connectors()).isEmpty();
    }

    private static PluginHost host(Path folder) {
        return new PluginHost(new PluginSettings(folder, Duration.ofSeconds(2), List.of(), true), _ -> {});
    }

    private void start() {
        host = host(folder);
    }

    private String serving() {
        return host.find("probe").orElseThrow().pluginVersion();
    }

    private Connector probe() {
        return host.find("probe").orElseThrow().open(json("{\"size\": 1}"), nothing(ConnectorContext.class));
    }

    private JsonNode look(String name) throws InterruptedException {
        return switch (probe().tools().getFirst()) {
            case Tool.Typed<?> tool -> call(tool, json("{\"name\": \"" + name + "\"}"));
            case Tool.Dynamic _ -> throw new AssertionError("The probe declares its arguments as a record");
        };
    }

    private static <I extends Record> JsonNode call(Tool.Typed<I> tool, JsonNode arguments)
            throws InterruptedException {
        var input = RecordJson.MAPPER.treeToValue(arguments, tool.input());
        return RecordJson.MAPPER.valueToTree(
                tool.handler().handle(input, nothing(ToolCall.class)).structured());
    }

    private static <T> T nothing(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (_, method, _) -> {
            throw new AssertionError("The probe needs no " + method.getName());
        }));
    }

    private static JsonNode json(String text) {
        return RecordJson.MAPPER.readTree(text);
    }
}

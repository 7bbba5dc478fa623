package dev.signalbox.platform.plugins;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.plugins.probe.ProbePlugin;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signed with {@code ops/plugin}, as an operator does it. */
class PluginSignatureTest {

    @TempDir
    private static Path desk;

    private static Path signed;

    @TempDir
    private Path folder;

    @BeforeAll
    static void sign() throws Exception {
        operator("key", desk.resolve("mine").toString());
        operator("key", desk.resolve("other").toString());
        signed = TestPluginJar.write(desk, "probe", "1.0.0", ProbePlugin.class);
        operator("sign", desk.resolve("mine").toString(), signed.toString());
    }

    @Test
    void aSignedPluginServes() throws IOException {
        Files.copy(signed, folder.resolve("probe.jar"));

        assertThat(status(trusting("mine")).state()).isEqualTo(PluginStatus.State.SERVING);
    }

    @Test
    void anUnsignedPluginIsRefused() throws IOException {
        TestPluginJar.write(folder, "probe", "1.0.0", ProbePlugin.class);

        assertThat(status(trusting("mine")).reason()).contains("is not signed", "ops/plugin sign");
    }

    @Test
    void aPluginThatSomebodyElseSignedIsRefused() throws IOException {
        Files.copy(signed, folder.resolve("probe.jar"));

        assertThat(status(trusting("other")).reason()).contains("signed by somebody unknown");
    }

    @Test
    void aPluginThatWasAlteredIsRefusedEvenWhereUnsignedOnesAreNot() throws IOException {
        try (var jar = copy()) {
            Files.write(jar.getPath(service()), "other.Plugin".getBytes(UTF_8));
        }

        assertThat(status(List.of(), true).reason()).contains("was altered after it was signed");
    }

    @Test
    void aPluginToWhichSomethingWasAddedIsRefused() throws IOException {
        try (var jar = copy()) {
            Files.write(jar.getPath("Added.class"), new byte[] {1});
        }

        assertThat(status(trusting("mine")).reason())
                .contains("altered after it was signed", "Added.class", "whoever signed it");
    }

    @Test
    void aPluginFromWhichSomethingWasTakenIsRefused() throws IOException {
        try (var jar = copy()) {
            Files.delete(jar.getPath(ProbePlugin.class.getName().replace('.', '/') + "$Look.class"));
        }

        assertThat(status(trusting("mine")).reason()).contains("ProbePlugin$Look.class is missing");
    }

    private FileSystem copy() throws IOException {
        var copy = Files.copy(signed, folder.resolve("probe.jar"));
        return FileSystems.newFileSystem(URI.create("jar:" + copy.toUri()), Map.of());
    }

    private static String service() {
        return TestPluginJar.SERVICE;
    }

    private static List<Path> trusting(String key) {
        return List.of(desk.resolve(key + ".pem"));
    }

    private PluginStatus status(List<Path> certificates) {
        return status(certificates, false);
    }

    private PluginStatus status(List<Path> certificates, boolean allowUnsigned) {
        var host =
                new PluginHost(new PluginSettings(folder, Duration.ofSeconds(2), certificates, allowUnsigned), _ -> {});
        try {
            assertThat(host.statuses()).hasSize(1);
            return host.statuses().getFirst();
        } finally {
            host.unload();
        }
    }

    private static void operator(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("bash", "../ops/plugin"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SIGNALBOX_PLUGIN_PASSWORD", "of-the-tests");
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}

package dev.signalbox.platform.plugins;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.connector.ConnectorPlugin;
import dev.signalbox.connector.http.HttpPlugin;
import dev.signalbox.connector.remotemcp.RemoteMcpPlugin;
import dev.signalbox.connector.workqueue.WorkqueuePlugin;
import dev.signalbox.platform.plugins.workshop.WorkshopPlugin;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/** Packs a plugin that is on the test's class path into the jar it would be shipped as. */
public final class TestPluginJar {

    static final String SERVICE = "META-INF/services/" + ConnectorPlugin.class.getName();

    private TestPluginJar() {}

    /** A folder with the HTTP connector, the work queue and the workshop, for the platform of the tests. */
    public static Path folder() {
        try {
            var folder = Files.createDirectories(Path.of("target", "test-plugins"));
            write(folder, "http", "0.1.0", HttpPlugin.class);
            write(folder, "remote-mcp", "0.1.0", RemoteMcpPlugin.class);
            write(folder, "workqueue", "0.1.0", WorkqueuePlugin.class);
            write(folder, "workshop", "1.0.0", WorkshopPlugin.class);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything in the package of the plugin goes along. */
    public static Path write(Path folder, String id, String version, Class<? extends ConnectorPlugin> plugin)
            throws IOException {
        var files = new TreeMap<>(classes(plugin));
        files.put(SERVICE, plugin.getName().getBytes(UTF_8));
        return pack(folder, id, version, files);
    }

    /** The same bytes for the same files, in one move, so that a platform that looks meanwhile never sees half a jar. */
    static Path pack(Path folder, String id, String version, Map<String, byte[]> files) throws IOException {
        return pack(folder, id, version, files, Map.of());
    }

    /** @param more of the manifest's main attributes */
    static Path pack(Path folder, String id, String version, Map<String, byte[]> files, Map<String, String> more)
            throws IOException {
        var jar = folder.resolve(id + "-" + version + ".jar");
        var part = Files.createTempFile(folder, "writing-", ".part");
        try (var out = new JarOutputStream(Files.newOutputStream(part))) {
            put(out, JarFile.MANIFEST_NAME, manifest(id, version, more));
            for (var file : new TreeMap<>(files).entrySet()) {
                put(out, file.getKey(), file.getValue());
            }
        }
        return Files.move(part, jar, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static byte[] manifest(String id, String version, Map<String, String> more) throws IOException {
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Plugin-Id", id);
        manifest.getMainAttributes().putValue("Plugin-Version", version);
        more.forEach(manifest.getMainAttributes()::putValue);
        var bytes = new ByteArrayOutputStream();
        manifest.write(bytes);
        return bytes.toByteArray();
    }

    private static Map<String, byte[]> classes(Class<?> plugin) throws IOException {
        var place = location(plugin);
        var folder = plugin.getPackageName().replace('.', '/');
        if (Files.isDirectory(place)) {
            return read(place.resolve(folder), folder);
        }
        try (var jar = FileSystems.newFileSystem(URI.create("jar:" + place.toUri()), Map.of())) {
            return read(jar.getPath(folder), folder);
        }
    }

    private static Map<String, byte[]> read(Path files, String folder) throws IOException {
        var classes = new TreeMap<String, byte[]>();
        List<Path> found;
        try (var listed = Files.list(files)) {
            found = listed.filter(Files::isRegularFile).toList();
        }
        for (var file : found) {
            classes.put(folder + "/" + file.getFileName(), Files.readAllBytes(file));
        }
        return classes;
    }

    private static Path location(Class<?> plugin) {
        try {
            return Path.of(
                    plugin.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void put(JarOutputStream out, String name, byte[] content) throws IOException {
        var entry = new JarEntry(name);
        entry.setTimeLocal(LocalDateTime.of(2026, 1, 1, 0, 0));
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }
}

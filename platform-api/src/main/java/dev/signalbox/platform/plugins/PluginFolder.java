package dev.signalbox.platform.plugins;

import dev.signalbox.platform.plugins.FoundJar.Stamp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's folder. Every jar in it is copied to a place of our own first; the copy is checked and loaded, so that nothing
 * can be changed between the two, nor under a plugin that runs.
 */
final class PluginFolder {

    private static final Logger log = LoggerFactory.getLogger(PluginFolder.class);
    private static final long LARGEST = 256L * 1024 * 1024;

    private final Path folder;
    private final Path copies;
    private final JarCheck check;
    private int copied;

    PluginFolder(Path folder, JarCheck check) {
        this.folder = folder;
        this.check = check;
        try {
            this.copies = Files.createTempDirectory("signalbox-plugins-");
        } catch (IOException e) {
            throw new UncheckedIOException("Plugins are copied to java.io.tmpdir before they are loaded", e);
        }
    }

    /** By their names, so that every node finds the same order. What has not changed is not looked at again. */
    Map<String, FoundJar> look(Map<String, FoundJar> before) {
        var found = new TreeMap<String, FoundJar>();
        for (var file : jars(!before.isEmpty())) {
            var name = folder.relativize(file).toString();
            try {
                var stamp = stamp(file);
                var known = before.get(name);
                found.put(name, known != null && known.stamp().equals(stamp) ? known : examined(file, name, stamp));
            } catch (IOException e) {
                log.warn("{} cannot be read now and is looked at again soon: {}", file, e.toString());
                var known = before.get(name);
                if (known != null) {
                    found.put(name, known);
                }
            }
        }
        return found;
    }

    /** Copies that nobody needs any more go. */
    void keepOnly(Set<Path> needed) {
        try (var all = Files.list(copies)) {
            for (var copy : all.filter(copy -> !needed.contains(copy)).toList()) {
                Files.deleteIfExists(copy);
            }
        } catch (IOException e) {
            log.warn("Copies of plugins stay in {}: {}", copies, e.toString());
        }
    }

    void close() {
        try {
            Files.walkFileTree(copies, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }
            });
            Files.deleteIfExists(copies);
        } catch (IOException e) {
            log.warn("Copies of plugins stay in {}: {}", copies, e.toString());
        }
    }

    /** @param wasThere then a folder that is none now is a failure, and no reason to let all plugins go */
    private List<Path> jars(boolean wasThere) {
        if (!wasThere && !Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The plugin folder " + folder + " cannot be read", e);
        }
    }

    private static Stamp stamp(Path file) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(attributes.size(), attributes.lastModifiedTime(), String.valueOf(attributes.fileKey()));
    }

    private FoundJar examined(Path file, String name, Stamp stamp) throws IOException {
        if (stamp.size() > LARGEST) {
            return new FoundJar.Refused(name, stamp, "The jar is larger than 256 MiB.");
        }
        var copy = copies.resolve(copied++ + "-" + name);
        var digest = copy(file, copy);
        try {
            var about = check.check(copy);
            return new FoundJar.Sound(name, stamp, copy, digest, about.pluginId(), about.version());
        } catch (PluginRefusedException e) {
            Files.delete(copy);
            return new FoundJar.Refused(name, stamp, String.valueOf(e.getMessage()));
        }
    }

    private static String copy(Path from, Path to) throws IOException {
        try (var in = new DigestInputStream(Files.newInputStream(from), MessageDigest.getInstance("SHA-256"))) {
            Files.copy(in, to);
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.signalbox.platform.plugins;

import dev.signalbox.connector.ConnectorPlugin;
import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/** Decides whether a jar may be loaded, before anything in it runs. */
final class JarCheck {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]{0,39}");
    private static final Pattern ESCAPE = Pattern.compile("(?:^|/)\\.\\.(?:/|$)|^/|\\\\|^[A-Za-z]:|\0");
    private static final String SERVICE = "META-INF/services/" + ConnectorPlugin.class.getName();

    private final JarSignature signature;

    JarCheck(JarSignature signature) {
        this.signature = signature;
    }

    /** What a jar says of itself. */
    record About(String pluginId, Version version) {}

    About check(Path file) throws PluginRefusedException {
        try (var jar = new JarFile(file.toFile(), true, ZipFile.OPEN_READ, JarFile.runtimeVersion())) {
            refuseOddNames(jar);
            var manifest = Objects.requireNonNullElseGet(jar.getManifest(), Manifest::new);
            var about = about(manifest);
            if (jar.getEntry(SERVICE) == null) {
                throw new PluginRefusedException("The jar is no plugin: it has no " + SERVICE + ".");
            }
            signature.check(jar, manifest);
            return about;
        } catch (IOException e) {
            throw new PluginRefusedException("The file is no jar that can be read: " + e.getMessage(), e);
        } catch (SecurityException e) {
            throw new PluginRefusedException("The jar was altered after it was signed: " + e.getMessage(), e);
        }
    }

    /** Names that lead out of a folder, and two entries of one name, of which each reader takes another. */
    private static void refuseOddNames(JarFile jar) throws PluginRefusedException {
        var names = new HashSet<String>();
        for (var entry : Collections.list(jar.entries())) {
            if (ESCAPE.matcher(entry.getName()).find()) {
                throw new PluginRefusedException("The jar has an entry that leads out of it: " + entry.getName());
            }
            if (!names.add(entry.getName())) {
                throw new PluginRefusedException("The jar has two entries named " + entry.getName());
            }
        }
    }

    private static About about(Manifest manifest) throws PluginRefusedException {
        if (manifest.getMainAttributes().containsKey(Attributes.Name.CLASS_PATH)) {
            throw new PluginRefusedException(
                    "The jar names files beside it in Class-Path, which nobody would have checked: put libraries into the jar.");
        }
        var id = manifest.getMainAttributes().getValue("Plugin-Id");
        var version = manifest.getMainAttributes().getValue("Plugin-Version");
        if (id == null || version == null) {
            throw new PluginRefusedException("The jar is no plugin: its manifest has no Plugin-Id and Plugin-Version.");
        }
        if (!ID.matcher(id).matches()) {
            throw new PluginRefusedException(
                    "A Plugin-Id is 1 to 40 of a-z, 0-9 and -, beginning with a letter: " + id);
        }
        try {
            return new About(id, Version.parse(version));
        } catch (IllegalArgumentException e) {
            throw new PluginRefusedException("A Plugin-Version begins with a number, such as 1.4.0: " + version, e);
        }
    }
}

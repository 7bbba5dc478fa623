package dev.signalbox.platform.plugins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;

/** The classes of one plugin, which has the JDK and the contract above it. */
final class PluginClassLoader extends URLClassLoader {

    PluginClassLoader(FoundJar.Sound jar) {
        super("plugin " + jar.pluginId() + " " + jar.version(), new URL[] {url(jar)}, new SpiClassLoader());
    }

    @Override
    public void close() {
        try {
            super.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The copy of a plugin cannot be closed", e);
        }
    }

    private static URL url(FoundJar.Sound jar) {
        try {
            return jar.copy().toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}

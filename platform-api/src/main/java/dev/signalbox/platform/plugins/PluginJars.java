package dev.signalbox.platform.plugins;

import java.nio.file.Path;
import java.util.List;
import org.pf4j.ClassLoadingStrategy;
import org.pf4j.JarPluginLoader;
import org.pf4j.JarPluginManager;
import org.pf4j.JarPluginRepository;
import org.pf4j.Plugin;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginFactory;
import org.pf4j.PluginLoader;
import org.pf4j.PluginRepository;
import org.pf4j.PluginWrapper;

/** PF4J, for jars, versions and life cycle only: its class loader and its extension points are not used. */
final class PluginJars extends JarPluginManager {

    PluginJars(Path folder) {
        super(folder);
    }

    /** Jars only: the library's development mode would load folders of classes when a system property says so. */
    @Override
    protected PluginRepository createPluginRepository() {
        return new JarPluginRepository(getPluginsRoots());
    }

    @Override
    protected PluginLoader createPluginLoader() {
        return new JarPluginLoader(this) {
            @Override
            protected PluginClassLoader createPluginClassLoader(Path path, PluginDescriptor descriptor) {
                return new PluginClassLoader(
                        PluginJars.this, descriptor, new SpiClassLoader(), ClassLoadingStrategy.APD);
            }
        };
    }

    @Override
    protected PluginFactory createPluginFactory() {
        return _ -> new Plugin() {};
    }

    /** One by one over a copy: the library's own way changes the list it walks over. */
    void unloadAll() {
        for (PluginWrapper plugin : List.copyOf(getPlugins())) {
            unloadPlugin(plugin.getPluginId());
        }
    }
}

package dev.signalbox.platform.plugins;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the platform stands with one jar of the folder, or with one that was there and still has calls to end.
 *
 * @param file its name in the folder
 * @param pluginId null when the jar does not tell
 * @param reason why it does not serve, and what to do
 * @param connectors the ids of those it serves
 */
record PluginStatus(
        String file,
        @Nullable String pluginId,
        @Nullable String version,
        State state,
        @Nullable String reason,
        List<String> connectors) {

    enum State {
        /** New calls go to it. */
        SERVING,
        /** A newer version serves; this one serves again when that goes. */
        REPLACED,
        /** It takes no new call, and is unloaded after its last one. */
        DRAINING,
        /** It is not loaded. */
        REFUSED
    }

    static PluginStatus serving(LoadedPlugin plugin) {
        return of(plugin.jar(), State.SERVING, null, plugin.connectorIds());
    }

    static PluginStatus draining(LoadedPlugin plugin) {
        return of(plugin.jar(), State.DRAINING, plugin.leftOver(), plugin.connectorIds());
    }

    static PluginStatus replaced(FoundJar.Sound jar, FoundJar.Sound by) {
        return of(jar, State.REPLACED, "Version %s in %s serves.".formatted(by.version(), by.file()), List.of());
    }

    static PluginStatus refused(FoundJar.Sound jar, String reason) {
        return of(jar, State.REFUSED, reason, List.of());
    }

    static PluginStatus refused(FoundJar.Refused jar) {
        return new PluginStatus(jar.file(), null, null, State.REFUSED, jar.reason(), List.of());
    }

    private static PluginStatus of(FoundJar.Sound jar, State state, @Nullable String reason, List<String> connectors) {
        return new PluginStatus(jar.file(), jar.pluginId(), jar.version().toString(), state, reason, connectors);
    }
}

package dev.signalbox.platform.plugins;

import dev.signalbox.connector.Connector;
import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.ConnectorFactory;
import dev.signalbox.connector.ConnectorInfo;
import dev.signalbox.connector.ToolException;
import dev.signalbox.platform.schemas.RecordJson;
import dev.signalbox.platform.schemas.Shape;
import dev.signalbox.platform.schemas.Shape.Filled;
import java.net.URI;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A connector as a loaded plugin brings it. Two loads of one jar are two of these, so that calls of the old one can end while
 * new ones already use the other.
 */
public final class InstalledConnector {

    private final String pluginId;
    private final String pluginVersion;
    private final ConnectorInfo info;
    private final Shape settings;
    private final boolean mayBeProtected;
    private final Leases leases;
    private volatile @Nullable Inside inside;

    private <C extends Record> InstalledConnector(FoundJar.Sound jar, Leases leases, ConnectorFactory<C> factory) {
        this.pluginId = jar.pluginId();
        this.pluginVersion = jar.version().toString();
        this.leases = leases;
        this.info = factory.info();
        this.settings = Shape.of(factory.settings());
        this.inside = new Inside(
                factory.getClass().getClassLoader(),
                (settings, context) -> factory.open(RecordJson.bind(settings, factory.settings(), "settings"), context),
                settings -> factory.protectedResource(RecordJson.bind(settings, factory.settings(), "settings")));
        // The plugin says so by having something to say: asked with each call, this must not cost a look at the
        // settings.
        this.mayBeProtected = Arrays.stream(factory.getClass().getMethods())
                .anyMatch(method -> method.getName().equals("protectedResource")
                        && method.getDeclaringClass() != ConnectorFactory.class);
    }

    private interface Opener {
        Connector open(JsonNode settings, ConnectorContext context);
    }

    /** What is the plugin's own. */
    private record Inside(
            ClassLoader classLoader, Opener opener, Function<JsonNode, Optional<URI>> protectedResource) {}

    /** @throws IllegalArgumentException when the settings have a component without JSON form */
    static <C extends Record> InstalledConnector of(FoundJar.Sound jar, Leases leases, ConnectorFactory<C> factory) {
        return new InstalledConnector(jar, leases, factory);
    }

    /** Keeps the plugin loaded until {@link #leave}; false when it is on its way out, and another may have its place. */
    public boolean enter() {
        return leases.take();
    }

    /** For whoever has entered and starts something that may last longer. */
    public void enterAgain() {
        leases.takeAnother();
    }

    public void leave() {
        leases.giveBack();
    }

    /** Whether it takes no new call any more. */
    public boolean retired() {
        return leases.ended();
    }

    /** What the thread that runs the plugin's code should have as its context: libraries look for their services there. */
    public ClassLoader classLoader() {
        return inside().classLoader();
    }

    public String pluginId() {
        return pluginId;
    }

    public String pluginVersion() {
        return pluginVersion;
    }

    public ConnectorInfo info() {
        return info;
    }

    public JsonNode settingsSchema() {
        return settings.json();
    }

    /** Fills in defaults and checks; the filled value is what {@link #open} wants. */
    public Filled settings(JsonNode given) {
        return settings.fill(given);
    }

    /** Whether it can be opened without anybody configuring it. */
    public boolean needsNoSettings() {
        return settings.fill(JsonNodeFactory.instance.objectNode()).valid();
    }

    /** @throws ToolException when settings contradict one another */
    public Connector open(JsonNode settings, ConnectorContext context) {
        return inside().opener().open(settings, context);
    }

    /** Whether there are instances of it for which one can sign in. */
    public boolean mayBeProtected() {
        return mayBeProtected;
    }

    /**
     * What an instance's credential opens, when one can sign in for it.
     *
     * @throws ToolException when settings contradict one another
     */
    public Optional<URI> protectedResource(JsonNode settings) {
        var now = inside;
        return now == null ? Optional.empty() : now.protectedResource().apply(settings);
    }

    /** Whoever still remembers the connector, as an idle connection of the database may, does not keep the plugin. */
    void unload() {
        inside = null;
    }

    private Inside inside() {
        var now = inside;
        if (now == null) {
            throw new IllegalStateException("Plugin " + pluginId + " " + pluginVersion + " is unloaded");
        }
        return now;
    }
}

package dev.signalbox.platform.plugins;

import java.util.List;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.stereotype.Component;

/** On the management port: how each jar of the folder stands, and why one does not serve. */
@Component
@Endpoint(id = "plugins")
class PluginEndpoint {

    private final PluginHost host;

    PluginEndpoint(PluginHost host) {
        this.host = host;
    }

    record Plugins(List<PluginStatus> plugins) {}

    @ReadOperation
    Plugins plugins() {
        return new Plugins(host.statuses());
    }

    /** Takes in what has changed in the folder now, and tells what came of it. */
    @WriteOperation
    Plugins look() {
        host.look();
        return plugins();
    }
}

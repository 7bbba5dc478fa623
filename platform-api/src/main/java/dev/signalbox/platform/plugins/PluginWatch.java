package dev.signalbox.platform.plugins;

import dev.signalbox.platform.background.BackgroundLoop;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Looks at the folder again and again: putting a jar there is how an operator installs one. */
@Component
class PluginWatch extends BackgroundLoop {

    private final PluginHost host;
    private final PluginSettings settings;

    PluginWatch(PluginHost host, PluginSettings settings) {
        super("look at the plugin folder");
        this.host = host;
        this.settings = settings;
    }

    @Override
    protected Flux<?> work() {
        return every(settings.lookEvery(), Mono.fromRunnable(host::look).subscribeOn(Schedulers.boundedElastic()));
    }
}

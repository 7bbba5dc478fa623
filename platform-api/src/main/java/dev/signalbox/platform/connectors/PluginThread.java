package dev.signalbox.platform.connectors;

import reactor.core.publisher.Mono;

/** Runs plugin code on a virtual thread of its own: it may block, and cancelling the subscription interrupts it. */
final class PluginThread {

    private PluginThread() {}

    @FunctionalInterface
    interface Work<T> {
        T run() throws InterruptedException;
    }

    static <T> Mono<T> run(String name, Work<T> work) {
        return Mono.create(sink -> {
            var thread = Thread.ofVirtual().name(name).unstarted(() -> {
                try {
                    sink.success(work.run());
                } catch (Throwable e) { // plugins can throw what Java does not know they throw
                    sink.error(e);
                }
            });
            sink.onCancel(thread::interrupt);
            thread.start();
        });
    }
}

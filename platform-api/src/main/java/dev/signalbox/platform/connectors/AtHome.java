package dev.signalbox.platform.connectors;

/**
 * What the platform does for a plugin, on the plugin's thread. Threads that are started meanwhile, such as those of a client or a
 * scheduler, are the platform's and stay: they must not inherit the plugin's class loader and keep it for ever.
 */
final class AtHome {

    private AtHome() {}

    @FunctionalInterface
    interface Work<T> {
        T run() throws InterruptedException;
    }

    static <T> T run(Work<T> work) throws InterruptedException {
        var thread = Thread.currentThread();
        var plugin = thread.getContextClassLoader();
        thread.setContextClassLoader(AtHome.class.getClassLoader());
        try {
            return work.run();
        } finally {
            thread.setContextClassLoader(plugin);
        }
    }
}

package dev.signalbox.bench;

/** Runs of steps that do nothing, started over REST; over when the last event of the last run stands in the feed. */
final class NoOps {

    private final Installation installation;
    private final String workflow;
    private final int events;

    private NoOps(Installation installation, String workflow, int events) {
        this.installation = installation;
        this.workflow = workflow;
        this.events = events;
    }

    static NoOps published(Installation installation, int steps) throws Exception {
        var platform = installation.platform();
        var workflow = platform.publish(steps + " steps", Graphs.noOps(steps));
        return new NoOps(installation, workflow, installation.eventsOf(platform.start(workflow), "completed"));
    }

    String workflow() {
        return workflow;
    }

    int events() {
        return events;
    }

    Sample measure(int runs) throws Exception {
        try (var feed = new Feed(installation.database())) {
            long before = feed.position();
            return Sample.of(runs, installation.cpu(), () -> {
                Clients.call(runs, () -> new Starter(installation.platform().open(), workflow));
                feed.await(before + (long) runs * events);
            });
        }
    }

    /** Starts runs of one workflow. */
    record Starter(Http http, String workflow) implements Clients.Connection {

        @Override
        public void call(int index) throws java.io.IOException {
            Platform.start(http, workflow);
        }

        @Override
        public void close() throws java.io.IOException {
            http.close();
        }
    }
}

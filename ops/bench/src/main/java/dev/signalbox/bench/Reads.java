package dev.signalbox.bench;

import java.io.IOException;
import java.util.UUID;

/** What people and agents look at while runs go on. */
record Reads(Installation installation, String workflow, UUID run) {

    static Reads of(Installation installation, NoOps noOps) throws Exception {
        var run = installation.platform().start(noOps.workflow());
        installation.eventsOf(run, "completed");
        return new Reads(installation, noOps.workflow(), run);
    }

    Sample page(int reads) throws Exception {
        return measure(reads, "/v1/runs?limit=50");
    }

    Sample events(int reads) throws Exception {
        return measure(reads, "/v1/workflows/%s/runs/%s/events".formatted(workflow, run));
    }

    Sample summary(int reads) throws Exception {
        return measure(reads, "/v1/workflows/%s/runs/%s/summary".formatted(workflow, run));
    }

    private Sample measure(int reads, String path) throws Exception {
        return Sample.of(
                reads,
                installation.cpu(),
                () -> Clients.call(
                        reads, () -> new Reader(installation.platform().open(), path)));
    }

    private record Reader(Http http, String path) implements Clients.Connection {

        @Override
        public void call(int index) throws IOException {
            http.get(path);
        }

        @Override
        public void close() throws IOException {
            http.close();
        }
    }
}

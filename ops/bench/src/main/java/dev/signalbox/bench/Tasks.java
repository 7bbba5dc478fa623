package dev.signalbox.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Runs that ask a person: started, answered by people, completed. */
final class Tasks {

    private final Installation installation;
    private final Commits commits;
    private final String workflow;
    private final int eventsUntilAsked;
    private final int eventsInAll;

    Tasks(Installation installation, Commits commits) throws Exception {
        this.installation = installation;
        this.commits = commits;
        this.workflow = installation.platform().publish("Ask", Graphs.ASKING);
        var run = installation.platform().start(workflow);
        this.eventsUntilAsked = installation.eventsOf(run, "awaiting_human");
        answer(open());
        this.eventsInAll = installation.eventsOf(run, "completed");
    }

    /** A task that waits for its answer. */
    record Open(UUID run, UUID task) {}

    private record Round(Sample ours, Sample commits) {}

    void measure(Options options, Table table) throws Exception {
        roundTrips(options.runs());
        var rounds = new ArrayList<Round>();
        for (int i = 0; i < options.rounds(); i++) {
            rounds.add(new Round(roundTrips(options.runs()), commits.measure(options.runs() * 10)));
        }
        table.add(
                "human task, created, answered, run completed: ms against two commits",
                Series.of(rounds, round -> round.ours().wallMillis()).text(),
                Series.of(rounds, round -> 2 * round.commits().wallMillis()).text(),
                Series.of(
                                rounds,
                                round -> round.ours().wallMillis()
                                        / (2 * round.commits().wallMillis()))
                        .withExtremes(),
                "≤ 3");
        table.add(
                "human task: CPU s per 1,000",
                Series.of(rounds, round -> round.ours().cpuPerThousand()).text(),
                "–",
                "–",
                "–");
    }

    private Sample roundTrips(int runs) throws Exception {
        try (var feed = new Feed(installation.database())) {
            long before = feed.position();
            var created = Sample.of(runs, installation.cpu(), () -> {
                Clients.call(
                        runs, () -> new NoOps.Starter(installation.platform().open(), workflow));
                feed.await(before + (long) runs * eventsUntilAsked);
            });
            var open = open();
            var answered = Sample.of(runs, installation.cpu(), () -> {
                answer(open);
                feed.await(before + (long) runs * eventsInAll);
            });
            return created.plus(answered);
        }
    }

    /** Read from the database and outside of the clock: an inbox is another workload. */
    private List<Open> open() throws SQLException {
        try (var connection = installation.database().platform();
                var select = connection.prepareStatement(
                        "select run_id, task_id from human_task where workflow_id = ?::uuid and status = 'open'")) {
            select.setString(1, workflow);
            var rows = select.executeQuery();
            var open = new ArrayList<Open>();
            while (rows.next()) {
                open.add(new Open(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class)));
            }
            return open;
        }
    }

    private void answer(List<Open> open) throws Exception {
        Clients.call(open.size(), () -> new Person(installation.platform().open(), workflow, open));
    }

    private record Person(Http http, String workflow, List<Open> open) implements Clients.Connection {

        @Override
        public void call(int index) throws IOException {
            Platform.approve(http, workflow, open.get(index));
        }

        @Override
        public void close() throws IOException {
            http.close();
        }
    }
}

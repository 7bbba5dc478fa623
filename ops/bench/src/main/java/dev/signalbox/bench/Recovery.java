package dev.signalbox.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** A node is killed with many runs in flight, and another takes its place. */
final class Recovery {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Installation installation;
    private final NoOps fiveSteps;

    Recovery(Installation installation, NoOps fiveSteps) {
        this.installation = installation;
        this.fiveSteps = fiveSteps;
    }

    void measure(Options options, Table table) throws Exception {
        var node = installation.node();
        var original = installation.platform().start(fiveSteps.workflow());
        installation.eventsOf(original, "completed");
        node.close();
        var cold = node.start();
        node.close();
        try (var connection = installation.database().platform()) {
            Copies.accepted(connection, original, options.inFlight());
            node.start();
            awaitAtMost(connection, options.inFlight() * 9L / 10);
            long killed = System.nanoTime();
            node.kill();
            var held = held(connection);
            long left = live(connection);
            node.start();
            awaitAtMost(connection, left - 1);
            var moving = since(killed);
            awaitTaken(connection, held);
            var taken = since(killed);
            awaitAtMost(connection, 0);
            var ended = since(killed);
            tell(table, cold, left, held.size(), List.of(moving, taken, ended));
            tellLosses(table, connection);
        }
    }

    private void tell(Table table, Duration cold, long left, int held, List<Duration> since) {
        var names = List.of(
                "until the first of %,d runs in flight goes on, s".formatted(left),
                "until all %,d that the dead node drove have been taken over, s".formatted(held),
                "until all have ended, s");
        for (int i = 0; i < names.size(); i++) {
            double seconds = since.get(i).toMillis() / 1000.0;
            table.add(
                    "kill -9 " + names.get(i) + ", against a cold start",
                    Series.text(seconds),
                    Series.text(cold.toMillis() / 1000.0),
                    Series.text(seconds * 1000 / cold.toMillis()),
                    i == 1 ? "≤ 2" : "–");
        }
    }

    private void tellLosses(Table table, Connection connection) throws SQLException {
        long lost = number(connection, """
                select count(*) from run where workflow_id = '%s' and status <> 'completed'
                """);
        long repeated = number(connection, """
                select count(*) from (
                    select 1 from run_event e join run r using (tenant_id, run_id)
                    where r.workflow_id = '%s' and e.type in ('step_started', 'step_completed')
                    group by e.run_id, e.type, e.step_key having count(*) <> 1) as twice
                """);
        long gaps = number(connection, """
                select count(*) from (
                    select 1 from run_event e join run r using (tenant_id, run_id)
                    where r.workflow_id = '%s'
                    group by r.tenant_id, r.run_id having count(*) <> r.last_seq) as gaps
                """);
        table.add(
                "kill -9: runs lost, steps committed twice, gaps in a run's events",
                "%d, %d, %d".formatted(lost, repeated, gaps),
                "–",
                "–",
                "0, 0, 0");
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    /** The runs a node has picked, and how far each had come. */
    private static List<Held> held(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            var rows = statement.executeQuery("""
                    select r.run_id, r.epoch from scheduled_tasks s
                    join run r on s.task_instance = format('%s:%s:%s', r.tenant_id, r.run_id, r.generation)
                    where s.picked and r.ended_at is null
                    """);
            var held = new java.util.ArrayList<Held>();
            while (rows.next()) {
                held.add(new Held(rows.getObject(1, UUID.class), rows.getLong(2)));
            }
            return held;
        }
    }

    private record Held(UUID run, long epoch) {}

    private static void awaitTaken(Connection connection, List<Held> held) throws SQLException, InterruptedException {
        try (var select = connection.prepareStatement(
                "select 1 from run where run_id = ? and (epoch > ? or ended_at is not null)")) {
            for (var one : held) {
                select.setObject(1, one.run());
                select.setLong(2, one.epoch());
                long begun = System.nanoTime();
                while (!select.executeQuery().next()) {
                    patience(begun);
                }
            }
        }
    }

    private void awaitAtMost(Connection connection, long wanted) throws SQLException, InterruptedException {
        long begun = System.nanoTime();
        while (live(connection) > wanted) {
            patience(begun);
        }
    }

    private static void patience(long begun) throws InterruptedException {
        if (System.nanoTime() - begun > PATIENCE.toNanos()) {
            throw new IllegalStateException("The runs have not gone on after " + PATIENCE);
        }
        Thread.sleep(50);
    }

    private long live(Connection connection) throws SQLException {
        return number(connection, "select count(*) from run where workflow_id = '%s' and ended_at is null");
    }

    private long number(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            var row = statement.executeQuery(sql.formatted(fiveSteps.workflow()));
            row.next();
            return row.getLong(1);
        }
    }
}

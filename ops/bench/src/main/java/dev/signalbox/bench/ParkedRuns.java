package dev.signalbox.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A great many runs that wait, half of them for a person and half for a timer; and what that costs everybody else. */
final class ParkedRuns {

    private static final int READS = 2000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Installation installation;
    private final Commits commits;
    private final NoOps others;

    ParkedRuns(Installation installation, Commits commits, NoOps others) {
        this.installation = installation;
        this.commits = commits;
        this.others = others;
    }

    private record Round(Sample page, Sample events, Sample summary, Sample runs, Sample commits) {}

    void measure(Options options, Table table) throws Exception {
        var read = Reads.of(installation, others);
        round(read, options);
        var without = rounds(read, options);
        // Afterwards, since the first rounds fill pools of threads and caches, which have nothing to do with parked
        // runs
        var memory = Memory.of(installation.node().handle());
        park(options.parked());
        var memoryWith = Memory.of(installation.node().handle());
        var with = rounds(read, options);
        tellMemory(memory, memoryWith, options.parked(), table);
        tellReads(without, with, table);
    }

    private List<Round> rounds(Reads read, Options options) throws Exception {
        var rounds = new ArrayList<Round>();
        for (int i = 0; i < options.rounds(); i++) {
            rounds.add(round(read, options));
        }
        return rounds;
    }

    private Round round(Reads read, Options options) throws Exception {
        return new Round(
                read.page(READS),
                read.events(READS),
                read.summary(READS),
                others.measure(options.runs()),
                commits.measure(options.runs() * 5));
    }

    private void park(int number) throws Exception {
        try (var feed = new Feed(installation.database());
                var connection = installation.database().platform()) {
            var asking = original(Graphs.ASKING, "awaiting_human");
            var waiting = original(Graphs.WAITING, "awaiting_timer");
            long before = feed.position();
            Copies.waiting(connection, asking, number / 2);
            Copies.waiting(connection, waiting, number - number / 2);
            feed.await(before + (long) number / 2 * 4);
            settle(connection);
        }
    }

    private UUID original(String graph, String phase) throws Exception {
        var run = installation.platform().start(installation.platform().publish(phase, graph));
        installation.eventsOf(run, phase);
        return run;
    }

    /** Not the parked runs are measured against, but the dead rows that their making left behind. */
    private static void settle(java.sql.Connection connection) throws SQLException, InterruptedException {
        try (var statement = connection.createStatement()) {
            long begun = System.nanoTime();
            for (boolean unplaced = true; unplaced; ) {
                if (System.nanoTime() - begun > PATIENCE.toNanos()) {
                    throw new IllegalStateException("The feed has entries without a place after " + PATIENCE);
                }
                var row = statement.executeQuery("select exists (select 1 from run_feed where position is null)");
                row.next();
                unplaced = row.getBoolean(1);
                Thread.sleep(100);
            }
            statement.execute("vacuum analyze run_feed");
            statement.execute("checkpoint");
        }
    }

    private static void tellMemory(Memory without, Memory with, int parked, Table table) {
        long more = with.bytes() - without.bytes();
        table.add(
                "%,d parked runs: live heap, MB".formatted(parked),
                Series.text(with.bytes() / 1e6),
                Series.text(without.bytes() / 1e6),
                "%s B a run".formatted(Series.text((double) more / parked)),
                "< 4 kB a run");
        table.add(
                "%,d parked runs: threads, virtual ones in brackets".formatted(parked),
                "%d (%d)".formatted(with.platformThreads(), with.virtualThreads()),
                "%d (%d)".formatted(without.platformThreads(), without.virtualThreads()),
                "–",
                "none more");
    }

    private static void tellReads(List<Round> without, List<Round> with, Table table) {
        tell("page of 50 runs, ms", Round::page, without, with, table);
        tell("events of a run, ms", Round::events, without, with, table);
        tell("summary of a run, ms", Round::summary, without, with, table);
        tell("a run of 5 steps, ms", Round::runs, without, with, table);
        tell("the floor meanwhile: a commit, ms", Round::commits, without, with, table);
    }

    private static void tell(
            String what,
            java.util.function.Function<Round, Sample> of,
            List<Round> without,
            List<Round> with,
            Table table) {
        var before = Series.of(without, round -> of.apply(round).wallMillis());
        var after = Series.of(with, round -> of.apply(round).wallMillis());
        table.add(
                "with and without the parked: " + what,
                after.text(),
                before.text(),
                Series.text(after.median() / before.median()),
                "≤ 1.1");
    }
}

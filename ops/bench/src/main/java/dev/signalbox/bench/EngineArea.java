package dev.signalbox.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Everything about the engine, one after the other on one installation. */
final class EngineArea {

    private static final int WARM_UP = 3000;

    private EngineArea() {}

    static Table measure(Path root, Options options) throws Exception {
        var table = new Table();
        try (var installation = Installation.start(root)) {
            var commits = new Commits(installation.database());
            var five = NoOps.published(installation, 5);
            five.measure(WARM_UP);
            commits.measure(WARM_UP);
            if (options.parts().contains(Options.Part.STEPS)) {
                steps(installation, commits, five, options, table);
            }
            if (options.parts().contains(Options.Part.TASKS)) {
                new Tasks(installation, commits).measure(options, table);
            }
            if (options.parts().contains(Options.Part.PARKED)) {
                new ParkedRuns(installation, commits, five).measure(options, table);
            }
            if (options.parts().contains(Options.Part.RECOVERY)) {
                new Recovery(installation, five).measure(options, table);
            }
        }
        return table;
    }

    /** Of one number of steps: ours, the floor and the peer, taken right after one another. */
    private record Round(Sample ours, Sample commits, Sample peer) {}

    private static void steps(Installation installation, Commits commits, NoOps five, Options options, Table table)
            throws Exception {
        var three = NoOps.published(installation, 3);
        try (var peer = new Peer(installation.database(), installation.data())) {
            peer.measure(5, WARM_UP / 2);
            var fives = new ArrayList<Round>();
            var threes = new ArrayList<Round>();
            for (int round = 0; round < options.rounds(); round++) {
                fives.add(round(five, commits, peer, 5, options));
                threes.add(round(three, commits, peer, 3, options));
            }
            tell(5, fives, table);
            tell(3, threes, table);
        }
    }

    private static Round round(NoOps ours, Commits commits, Peer peer, int steps, Options options) throws Exception {
        return new Round(
                ours.measure(options.runs()),
                commits.measure(options.runs() * 10),
                peer.measure(steps, options.runs()));
    }

    private static void tell(int steps, List<Round> rounds, Table table) {
        var name = steps + " no-op steps";
        table.add(
                name + ": steps/s against commits/s",
                Series.of(rounds, round -> round.ours().perSecond() * steps).text(),
                Series.of(rounds, round -> round.commits().perSecond()).text(),
                Series.of(
                                rounds,
                                round -> round.ours().perSecond()
                                        * steps
                                        / round.commits().perSecond())
                        .withExtremes(),
                "≥ 0.5, then 1.0");
        table.add(
                name + ": CPU s per 1,000 runs, database included, against DBOS",
                Series.of(rounds, round -> round.ours().cpuPerThousand()).text(),
                Series.of(rounds, round -> round.peer().cpuPerThousand()).text(),
                Series.of(
                                rounds,
                                round -> round.ours().cpuPerThousand()
                                        / round.peer().cpuPerThousand())
                        .withExtremes(),
                steps == 5 ? "≤ 2.5 s; ≤ 0.25 × DBOS" : "≤ 0.25");
        table.add(
                name + ": runs/s against DBOS",
                Series.of(rounds, round -> round.ours().perSecond()).text(),
                Series.of(rounds, round -> round.peer().perSecond()).text(),
                Series.of(
                                rounds,
                                round -> round.ours().perSecond() / round.peer().perSecond())
                        .withExtremes(),
                "–");
    }
}

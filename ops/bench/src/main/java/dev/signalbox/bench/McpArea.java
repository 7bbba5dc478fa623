package dev.signalbox.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Measures the MCP server and prints its table. */
final class McpArea {

    /** Until a server is compiled that then runs for days; with fewer, what compiles it is what is measured. Of the peer too. */
    private static final int WARM_UP = 60_000;

    private final Path root;
    private final int rounds;
    private final int calls;
    private final int lists;
    private final Table table = new Table();

    private McpArea(Path root, String[] arguments) {
        this.root = root;
        this.rounds = number(arguments, "--rounds", 5);
        this.calls = number(arguments, "--calls", 5000);
        this.lists = number(arguments, "--lists", 1000);
    }

    /** @param arguments the checkout, then options */
    public static void main(String[] arguments) throws Exception {
        var area = new McpArea(Path.of(arguments[0]), arguments);
        area.measure();
        var text = Machine.describe() + "\n\n" + area.describe() + "\n\n" + area.table.markdown();
        System.out.println("\n" + text);
        if (Arrays.asList(arguments).contains("--write")) {
            Readme.replace(area.root.resolve("ops/bench/README.md"), "mcp", text);
        }
    }

    private void measure() throws Exception {
        try (var installation = Installation.start(root)) {
            var workflow = installation.platform().publish("Measured", Graphs.noOps(3));
            try (var ours = McpServerProcess.ours(root, installation, 0);
                    var peer = McpServerProcess.peer(root, installation, 1)) {
                local(installation, ours, peer);
                forwarded(installation, ours, workflow);
                table.add(
                        "memory of the MCP server after that",
                        ours.residentMegabytes() + " MB",
                        peer.residentMegabytes() + " MB",
                        "–",
                        "≤ 300 MB");
            }
            for (int tools : new int[] {50, 500}) {
                list(installation, tools);
            }
        }
    }

    /** Ours and what it is held against, taken right after one another. */
    private record Round(McpCalls.Timed ours, McpCalls.Timed other) {}

    private void local(Installation installation, McpServerProcess ours, McpServerProcess peer) throws Exception {
        var token = installation.platform().token();
        var who = McpCalls.call(ours.port(), token, "whoami", "{}");
        var echo = McpCalls.call(peer.port(), token, "echo", "{\"text\":\"hello\"}");
        var taken = warmRounds(WARM_UP, calls, who, cpu(ours, installation), echo, Cpu.of(peer.handle()));
        compare("whoami against the peer's echo, calls/s", taken, McpArea::perSecond, "–");
        compare(
                "whoami against the peer's echo, CPU s per 1,000 calls, platform and database included",
                taken,
                round -> round.sample().cpuPerThousand(),
                "≤ 0.25");
    }

    private void forwarded(Installation installation, McpServerProcess ours, String workflow) throws Exception {
        var token = installation.platform().token();
        var tool = McpCalls.call(ours.port(), token, "workflows_get", "{\"workflow_id\":\"%s\"}".formatted(workflow));
        var rest = new McpCalls(
                installation.node().port(), "Authorization: Bearer " + token, "/v1/workflows/" + workflow, "");
        var taken = warmRounds(WARM_UP, calls, tool, cpu(ours, installation), rest, installation.cpu());
        compare("workflows_get against the same over REST, calls/s", taken, McpArea::perSecond, "≥ 0.60");
        compare("workflows_get against the same over REST, median in µs", taken, McpCalls.Timed::medianMicros, "–");
        compare(
                "the same by one client, median in µs",
                rounds(1, calls / 10, tool, cpu(ours, installation), rest, installation.cpu()),
                McpCalls.Timed::medianMicros,
                "+ ≤ 1,000, then + ≤ 120");
    }

    private void list(Installation installation, int tools) throws Exception {
        var token = installation.platform().token();
        try (var ours = McpServerProcess.ours(root, installation, tools);
                var peer = McpServerProcess.peer(root, installation, tools)) {
            var taken = warmRounds(
                    lists,
                    lists,
                    McpCalls.list(ours.port(), token),
                    Cpu.of(ours.handle()),
                    McpCalls.list(peer.port(), token),
                    Cpu.of(peer.handle()));
            var name = "tools/list with %d tools".formatted(tools);
            compare(name + ", lists/s", taken, McpArea::perSecond, "–");
            compare(
                    name + ", CPU s per 1,000 lists",
                    taken,
                    round -> round.sample().cpuPerThousand(),
                    "–");
        }
    }

    private List<Round> warmRounds(int before, int operations, McpCalls ours, Cpu oursCpu, McpCalls other, Cpu otherCpu)
            throws Exception {
        ours.measure(before, oursCpu);
        other.measure(before, otherCpu);
        return rounds(Options.CLIENTS, operations, ours, oursCpu, other, otherCpu);
    }

    /** With what is warm already. */
    private List<Round> rounds(int clients, int operations, McpCalls ours, Cpu oursCpu, McpCalls other, Cpu otherCpu)
            throws Exception {
        var taken = new ArrayList<Round>();
        for (int round = 0; round < rounds; round++) {
            taken.add(new Round(
                    ours.measure(clients, operations, oursCpu), other.measure(clients, operations, otherCpu)));
        }
        return taken;
    }

    private void compare(String what, List<Round> taken, ToDoubleFunction<McpCalls.Timed> figure, String goal) {
        table.add(
                what,
                Series.of(taken, round -> figure.applyAsDouble(round.ours())).text(),
                Series.of(taken, round -> figure.applyAsDouble(round.other())).text(),
                Series.of(taken, round -> figure.applyAsDouble(round.ours()) / figure.applyAsDouble(round.other()))
                        .withExtremes(),
                goal);
    }

    private static double perSecond(McpCalls.Timed timed) {
        return timed.sample().perSecond();
    }

    private static Cpu cpu(McpServerProcess ours, Installation installation) {
        return Cpu.of(installation.database().postmaster(), installation.node().handle(), ours.handle());
    }

    private String describe() {
        return "%d clients, %d rounds of %d calls and %d lists; medians, and in brackets the rounds' extremes."
                .formatted(Options.CLIENTS, rounds, calls, lists);
    }

    private static int number(String[] arguments, String name, int otherwise) {
        int at = Arrays.asList(arguments).indexOf(name);
        return at < 0 ? otherwise : Integer.parseInt(arguments[at + 1]);
    }
}

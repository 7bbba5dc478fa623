package dev.signalbox.console.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** Counts runs the way the platform's reports do. */
final class FakeReports {

    private static final int HOURS = 24;

    private FakeReports() {}

    static ObjectNode overview(List<ObjectNode> runs) {
        List<ObjectNode> alive =
                runs.stream().filter(run -> run.get("ended_at").isNull()).toList();
        ObjectNode report = FakePlatform.JSON.createObjectNode();
        ObjectNode live = report.putObject("live").put("total", alive.size());
        live.set("by_status", counts(alive, "status"));
        live.set("by_phase", counts(alive, "orchestration_phase"));
        long completed = in(runs, "completed");
        long failed = in(runs, "failed");
        report.putObject("success")
                .put("completed", completed)
                .put("failed", failed)
                .put("stopped", in(runs, "stopped"))
                .put(
                        "success_rate",
                        completed + failed == 0 ? null : (Double) ((double) completed / (completed + failed)));
        report.putObject("duration")
                .put("count", completed + failed)
                .put("median_ms", 41_200)
                .put("p95_ms", 88_000);
        return report;
    }

    static ObjectNode series(List<ObjectNode> runs) {
        ObjectNode series = FakePlatform.JSON.createObjectNode();
        var points = series.putArray("points");
        Instant now = Instant.now();
        for (int ago = HOURS - 1; ago >= 0; ago--) {
            int hours = ago;
            List<ObjectNode> then =
                    runs.stream().filter(run -> hoursAgo(run, now) == hours).toList();
            points.addObject()
                    .put("at", now.minus(Duration.ofHours(ago)).toString())
                    .put("started", then.size())
                    .put("completed", in(then, "completed"))
                    .put("failed", in(then, "failed"))
                    .put("stopped", in(then, "stopped"));
        }
        return series;
    }

    private static long hoursAgo(ObjectNode run, Instant now) {
        return Duration.between(Instant.parse(run.get("started_at").asString()), now)
                .toHours();
    }

    private static long in(List<ObjectNode> runs, String status) {
        return runs.stream()
                .filter(run -> run.get("status").asString().equals(status))
                .count();
    }

    private static ObjectNode counts(List<ObjectNode> runs, String field) {
        Function<ObjectNode, String> by = run -> run.get(field).asString();
        return FakePlatform.JSON.valueToTree(runs.stream().collect(Collectors.groupingBy(by, Collectors.counting())));
    }
}

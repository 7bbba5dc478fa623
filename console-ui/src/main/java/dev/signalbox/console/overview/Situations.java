package dev.signalbox.console.overview;

import com.vaadin.flow.spring.annotation.VaadinSessionScope;
import dev.signalbox.console.platform.Address;
import dev.signalbox.console.platform.Platform;
import dev.signalbox.console.runs.Run;
import dev.signalbox.console.runs.RunFilter;
import dev.signalbox.console.runs.Runs;
import dev.signalbox.console.tasks.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads the situation as the signed-in person may see it. */
@Component
@VaadinSessionScope
class Situations {

    private static final int GLANCE = 6;
    private static final Duration DAY = Duration.ofHours(24);

    private final Platform platform;
    private final Runs runs;
    private final Tasks tasks;
    private final Clock clock;

    Situations(Platform platform, Runs runs, Tasks tasks, Clock clock) {
        this.platform = platform;
        this.runs = runs;
        this.tasks = tasks;
        this.clock = clock;
    }

    Situation now() {
        return new Situation(
                platform.get(Address.of("/v1/analytics/overview").with("window", "24h"), Report.class),
                platform.get(
                        Address.of("/v1/analytics/runs-timeseries")
                                .with("window", "24h")
                                .with("granularity", "hour"),
                        Report.Series.class),
                glance(new RunFilter("running", null, null, null)),
                glance(new RunFilter("failed", null, null, clock.instant().minus(DAY))),
                tasks.pending(null, GLANCE).items());
    }

    private List<Run> glance(RunFilter filter) {
        return runs.list(filter, null, GLANCE).items();
    }
}

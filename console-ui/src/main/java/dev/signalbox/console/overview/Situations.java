package dev.signalbox.console.overview;

import com.vaadin.flow.spring.annotation.VaadinSessionScope;
import dev.signalbox.console.platform.Page;
import dev.signalbox.console.runs.Run;
import dev.signalbox.console.runs.RunFilter;
import dev.signalbox.console.runs.Runs;
import dev.signalbox.console.tasks.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.springframework.stereotype.Component;

/** Reads the situation as the signed-in person may see it. */
@Component
@VaadinSessionScope
class Situations {

    private static final int MOST = 200;
    private static final int PAGES_OF_A_DAY = 5;

    private final Runs runs;
    private final Tasks tasks;
    private final Clock clock;

    Situations(Runs runs, Tasks tasks, Clock clock) {
        this.runs = runs;
        this.tasks = tasks;
        this.clock = clock;
    }

    Situation now() {
        Instant now = clock.instant();
        Instant yesterday = now.minus(Duration.ofHours(Day.HOURS));
        return new Situation(
                runs.list(new RunFilter("running", null, null, null), null, MOST),
                runs.list(new RunFilter("queued", null, null, null), null, MOST),
                runs.list(new RunFilter("failed", null, null, yesterday), null, 6),
                tasks.pending(null, MOST),
                day(now, yesterday));
    }

    private Day day(Instant now, Instant from) {
        var all = new ArrayList<Run>();
        Page<Run> page = Page.empty();
        for (int read = 0; read < PAGES_OF_A_DAY && (read == 0 || page.nextCursor() != null); read++) {
            page = runs.list(RunFilter.since(from), page.nextCursor(), MOST);
            all.addAll(page.items());
        }
        return Day.of(all, now, page.nextCursor() == null);
    }
}

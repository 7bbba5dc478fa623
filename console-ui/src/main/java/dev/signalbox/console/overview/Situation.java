package dev.signalbox.console.overview;

import dev.signalbox.console.platform.Page;
import dev.signalbox.console.runs.Run;
import dev.signalbox.console.tasks.HumanTask;

/** What the command centre shows, read at one moment. */
record Situation(Page<Run> running, Page<Run> queued, Page<Run> failed, Page<HumanTask> tasks, Day day) {

    /** "200+" rather than a wrong number: a page is all that is counted. */
    static String count(Page<?> page) {
        return page.items().size() + (page.nextCursor() == null ? "" : "+");
    }
}

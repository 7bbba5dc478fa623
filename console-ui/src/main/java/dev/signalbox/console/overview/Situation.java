package dev.signalbox.console.overview;

import dev.signalbox.console.runs.Run;
import dev.signalbox.console.tasks.HumanTask;
import java.util.List;

/** What the command centre shows, read at one moment; the lists are cut to a glance. */
record Situation(Report report, Report.Series series, List<Run> running, List<Run> failed, List<HumanTask> tasks) {}

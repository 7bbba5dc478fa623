package dev.signalbox.platform.engine;

/** How far a run is, in steps of its graph; a loop counts as one. Steps that wait or back off count as running. */
public record StepCounts(int total, int completed, int failed, int skipped, int running, int pending) {

    public static StepCounts of(Graph graph, Journal journal) {
        int completed = 0;
        int failed = 0;
        int skipped = 0;
        int running = 0;
        for (Visit visit : journal.visits().values()) {
            if (visit.key().around() != null) {
                continue;
            }
            switch (visit.status()) {
                case COMPLETED -> completed++;
                case FAILED -> failed++;
                case SKIPPED, CANCELLED -> skipped++;
                case RUNNING, WAITING, RETRYING -> running++;
            }
        }
        int total = graph.steps().size();
        return new StepCounts(
                total, completed, failed, skipped, running, total - completed - failed - skipped - running);
    }
}

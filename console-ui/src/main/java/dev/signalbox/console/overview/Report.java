package dev.signalbox.console.overview;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The platform's figures of the last day. */
record Report(LiveCounts live, Success success, Duration duration) {

    record LiveCounts(long total, Map<String, Long> byStatus, Map<String, Long> byPhase) {

        long inStatus(String status) {
            return byStatus.getOrDefault(status, 0L);
        }

        long inPhase(String phase) {
            return byPhase.getOrDefault(phase, 0L);
        }
    }

    /** @param successRate of those that ended by themselves; null while none did */
    record Success(
            long completed,
            long failed,
            long stopped,
            @Nullable Double successRate) {

        String words() {
            return successRate == null ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * successRate);
        }
    }

    record Duration(
            long count, @Nullable Long medianMs, @Nullable Long p95Ms) {

        String words() {
            return medianMs == null ? "nothing ended yet" : "half of them within " + span(medianMs);
        }

        private static String span(long ms) {
            return ms < 1000 ? ms + " ms" : ms < 60_000 ? ms / 1000 + " s" : ms / 60_000 + " min";
        }
    }

    record Series(List<Point> points) {

        long started() {
            return points.stream().mapToLong(Point::started).sum();
        }

        long failed() {
            return points.stream().mapToLong(Point::failed).sum();
        }
    }

    record Point(Instant at, long started, long completed, long failed, long stopped) {}
}

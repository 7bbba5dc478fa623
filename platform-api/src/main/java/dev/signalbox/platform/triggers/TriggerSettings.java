package dev.signalbox.platform.triggers;

import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.runs.StartParams;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a person says of a trigger.
 *
 * @param version of the workflow; null for the latest one at each fire
 * @param catchUpLimit how many missed fires {@code all} starts at most
 */
record TriggerSettings(
        String name,
        String cron,
        String timeZone,
        @Nullable Integer version,
        ObjectNode triggerPayload,
        Trigger.CatchUp catchUp,
        int catchUpLimit,
        Trigger.Overlap overlap,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        boolean enabled) {

    private static final int LONGEST_NAME = 200;
    private static final int MOST_CAUGHT_UP = 100;
    private static final int LAST_YEAR = 9998;

    TriggerSettings {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw ApiException.invalid("name", "must be a text of 1 to %d characters".formatted(LONGEST_NAME));
        }
        if (catchUpLimit < 1 || catchUpLimit > MOST_CAUGHT_UP) {
            throw ApiException.invalid("catch_up_limit", "must be 1 to " + MOST_CAUGHT_UP);
        }
        near("starts_at", startsAt);
        near("ends_at", endsAt);
        if (startsAt != null && endsAt != null && !startsAt.isBefore(endsAt)) {
            throw ApiException.invalid("ends_at", "must be later than starts_at");
        }
    }

    Schedule schedule() {
        return new Schedule(Cron.of(cron), Schedule.zone(timeZone), startsAt, endsAt);
    }

    /** @throws ApiException INVALID_ARGUMENT when nothing would ever come of it */
    Instant firstFire(Instant now) {
        return schedule().next(now).orElseThrow(() -> never(now));
    }

    boolean firesLike(TriggerSettings other) {
        return cron.equals(other.cron)
                && timeZone.equals(other.timeZone)
                && Objects.equals(startsAt, other.startsAt)
                && Objects.equals(endsAt, other.endsAt)
                && enabled == other.enabled;
    }

    TriggerSettings whenEnabled() {
        return new TriggerSettings(
                name, cron, timeZone, version, triggerPayload, catchUp, catchUpLimit, overlap, startsAt, endsAt, true);
    }

    /** What each fire asks the workflow for, but for the id of the run. */
    StartParams start() {
        return StartParams.of(params());
    }

    ObjectNode params() {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        params.set("trigger_payload", triggerPayload);
        return version == null ? params : params.put("version", version);
    }

    private ApiException never(Instant now) {
        return new Schedule(Cron.of(cron), Schedule.zone(timeZone), null, null)
                        .next(now)
                        .isEmpty()
                ? ApiException.invalid("cron", "never fires: none of its months has such a day")
                : ApiException.invalid("ends_at", "leaves no fire: the first one would come later");
    }

    private static void near(String field, @Nullable Instant moment) {
        if (moment != null
                && (moment.isBefore(Instant.EPOCH)
                        || Year.from(moment.atOffset(ZoneOffset.UTC)).getValue() > LAST_YEAR)) {
            throw ApiException.invalid(field, "must lie between 1970 and " + LAST_YEAR);
        }
    }
}

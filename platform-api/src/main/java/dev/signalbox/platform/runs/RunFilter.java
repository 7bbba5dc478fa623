package dev.signalbox.platform.runs;

import dev.signalbox.platform.engine.Phase;
import dev.signalbox.platform.engine.RunStatus;
import dev.signalbox.platform.journal.RunTrigger;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.workflows.Workflow;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which runs a list is asked for; what is null does not matter. {@code from} counts in, {@code to} does not. */
public record RunFilter(
        Workflow.@Nullable Id workflowId,
        @Nullable UUID projectId,
        @Nullable RunStatus status,
        @Nullable Phase phase,
        @Nullable RunTrigger trigger,
        @Nullable Instant from,
        @Nullable Instant to) {

    public RunFilter {
        if (from != null && to != null && !from.isBefore(to)) {
            throw ApiException.invalid("to", "must be later than from");
        }
    }

    static RunFilter ofWorkflow(Workflow.Id workflow) {
        return new RunFilter(workflow, null, null, null, null, null, null);
    }

    /** @throws ApiException INVALID_ARGUMENT, which lists the possible values */
    public static <E extends Enum<E>> @Nullable E oneOf(Class<E> type, String field, @Nullable String wire) {
        if (wire == null) {
            return null;
        }
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> wireName(value).equals(wire))
                .findFirst()
                .orElseThrow(() -> ApiException.invalid(
                        field,
                        Arrays.stream(type.getEnumConstants())
                                .map(RunFilter::wireName)
                                .collect(Collectors.joining(", ", "must be one of ", ""))));
    }

    static @Nullable String wire(@Nullable Enum<?> value) {
        return value == null ? null : wireName(value);
    }

    private static String wireName(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

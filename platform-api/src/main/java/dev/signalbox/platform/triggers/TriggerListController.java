package dev.signalbox.platform.triggers;

import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.Requires;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.workflows.Workflow;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/v1/triggers")
class TriggerListController {

    private final TriggerService triggers;
    private final InstantSource clock;

    TriggerListController(TriggerService triggers, InstantSource clock) {
        this.triggers = triggers;
        this.clock = clock;
    }

    /** Of all workflows the caller sees. */
    @GetMapping
    @Requires(Scope.WORKFLOW_READ)
    Mono<Page<Trigger>> list(
            @RequestParam(required = false) Workflow.@Nullable Id workflow,
            @RequestParam(required = false) @Nullable ProjectId project,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return triggers.list(workflow, project, limit, cursor);
    }

    /** When an expression would fire, before anything is saved. */
    @PostMapping("/preview")
    @Requires(Scope.WORKFLOW_READ)
    Mono<Preview> preview(@Valid @RequestBody PreviewTrigger preview) {
        return Mono.fromSupplier(() -> Preview.of(preview, clock.instant()));
    }

    /** @param after the moment to look from, instead of now */
    record PreviewTrigger(
            @NotNull String cron,
            @Nullable String timeZone,
            @Nullable @Min(1) @Max(50) Integer count,
            @Nullable Instant after) {}

    /** Empty when the expression never fires. */
    record Preview(List<Moment> fires) {

        private static final int COUNT = 5;

        static Preview of(PreviewTrigger asked, Instant now) {
            String zone = Objects.requireNonNullElse(asked.timeZone(), "UTC");
            var schedule = Schedule.of(asked.cron(), zone);
            return new Preview(schedule
                    .upcoming(
                            Objects.requireNonNullElse(asked.after(), now),
                            Objects.requireNonNullElse(asked.count(), COUNT))
                    .stream()
                    .map(at -> new Moment(at, at.atZone(Schedule.zone(zone)).toOffsetDateTime()))
                    .toList());
        }
    }

    /** @param local what a clock shows then in the time zone */
    record Moment(Instant at, OffsetDateTime local) {}
}

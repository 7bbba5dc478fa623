package dev.signalbox.platform.analytics;

import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.Requires;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.analytics.Report.CreditsConsumed;
import dev.signalbox.platform.analytics.Report.ExecutionDuration;
import dev.signalbox.platform.analytics.Report.LiveRuns;
import dev.signalbox.platform.analytics.Report.Overview;
import dev.signalbox.platform.analytics.Report.RecentRuns;
import dev.signalbox.platform.analytics.Report.RunsCount;
import dev.signalbox.platform.analytics.Report.RunsSeries;
import dev.signalbox.platform.analytics.Report.Steps;
import dev.signalbox.platform.analytics.Report.StepsExecuted;
import dev.signalbox.platform.analytics.Report.SuccessRate;
import dev.signalbox.platform.analytics.Report.UsageSeries;
import dev.signalbox.platform.problem.ApiException;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/v1/analytics")
class AnalyticsController {

    private final AnalyticsService analytics;
    private final Clock clock;

    AnalyticsController(AnalyticsService analytics, Clock clock) {
        this.analytics = analytics;
        this.clock = clock;
    }

    @GetMapping("/live-runs")
    @Requires(Scope.ANALYTICS_READ)
    Mono<LiveRuns> liveRuns(@RequestParam(name = "project_id", required = false) @Nullable ProjectId project) {
        return analytics.live(project);
    }

    @GetMapping("/runs-count")
    @Requires(Scope.ANALYTICS_READ)
    Mono<RunsCount> runsCount(@ParameterObject Asked asked) {
        return analytics.count(asked.projectId(), window(asked));
    }

    @GetMapping("/success-rate")
    @Requires(Scope.ANALYTICS_READ)
    Mono<SuccessRate> successRate(@ParameterObject Asked asked) {
        return analytics.successRate(asked.projectId(), window(asked));
    }

    @GetMapping("/execution-duration")
    @Requires(Scope.ANALYTICS_READ)
    Mono<ExecutionDuration> executionDuration(@ParameterObject Asked asked) {
        return analytics.duration(asked.projectId(), window(asked));
    }

    @GetMapping("/credits-consumed")
    @Requires(Scope.ANALYTICS_READ)
    Mono<CreditsConsumed> creditsConsumed(@ParameterObject Asked asked) {
        return analytics.credits(asked.projectId(), window(asked));
    }

    @GetMapping("/steps-executed")
    @Requires(Scope.ANALYTICS_READ)
    Mono<StepsExecuted> stepsExecuted(@ParameterObject Asked asked) {
        return analytics.steps(asked.projectId(), window(asked));
    }

    @GetMapping("/overview")
    @Requires(Scope.ANALYTICS_READ)
    Mono<Overview> overview(@ParameterObject Asked asked) {
        return analytics.overview(asked.projectId(), window(asked));
    }

    /** The newest runs of the window. */
    @GetMapping("/recent-runs")
    @Requires(Scope.ANALYTICS_READ)
    Mono<RecentRuns> recentRuns(
            @ParameterObject Asked asked, @RequestParam(defaultValue = "20") @Min(1) @Max(200) int limit) {
        return analytics.recent(asked.projectId(), window(asked), limit);
    }

    /** How the steps of the workflows went, those with the most visits first. */
    @GetMapping("/steps")
    @Requires(Scope.ANALYTICS_READ)
    Mono<Steps> steps(@ParameterObject Asked asked, @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        return analytics.byStep(asked.projectId(), window(asked), limit);
    }

    @GetMapping("/runs-timeseries")
    @Requires(Scope.ANALYTICS_READ)
    Mono<RunsSeries> runsTimeseries(@ParameterObject Asked asked, @ParameterObject Resolution resolution) {
        Window window = window(asked);
        return analytics.runsSeries(asked.projectId(), window, unit(resolution, window), zone(resolution));
    }

    @GetMapping("/usage-timeseries")
    @Requires(Scope.ANALYTICS_READ)
    Mono<UsageSeries> usageTimeseries(@ParameterObject Asked asked, @ParameterObject Resolution resolution) {
        Window window = window(asked);
        return analytics.usageSeries(asked.projectId(), window, unit(resolution, window), zone(resolution));
    }

    private Window window(Asked asked) {
        return Window.of(asked.window(), asked.from(), asked.to(), clock.instant());
    }

    private static Granularity unit(Resolution resolution, Window window) {
        return Granularity.of(resolution.granularity(), window);
    }

    private static String zone(Resolution resolution) {
        try {
            return resolution.timeZone() == null
                    ? "UTC"
                    : ZoneId.of(resolution.timeZone()).getId();
        } catch (DateTimeException _) {
            throw ApiException.invalid("time_zone", "must be a name like Europe/Berlin");
        }
    }

    /**
     * What every report is asked with.
     *
     * @param window the last minutes, hours or days: {@code 30m}, {@code 24h}, {@code 7d} (the default)
     */
    record Asked(
            @Nullable String window,
            @Nullable Instant from,
            @Nullable Instant to,

            @BindParam("project_id") @Parameter(name = "project_id") @Nullable
            ProjectId projectId) {}

    /** @param timeZone where days begin, an IANA name */
    record Resolution(
            @Nullable String granularity,

            @BindParam("time_zone") @Parameter(name = "time_zone") @Nullable
            String timeZone) {}
}

package dev.signalbox.console.runs;

import com.vaadin.flow.spring.annotation.VaadinSessionScope;
import dev.signalbox.console.platform.Address;
import dev.signalbox.console.platform.Page;
import dev.signalbox.console.platform.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The runs the signed-in person may see. */
@Component
@VaadinSessionScope
public class Runs {

    private static final ParameterizedTypeReference<Page<Run>> RUNS = new ParameterizedTypeReference<>() {};
    private static final ParameterizedTypeReference<Page<StepVisit>> VISITS = new ParameterizedTypeReference<>() {};
    private static final ParameterizedTypeReference<Page<RunEvent>> EVENTS = new ParameterizedTypeReference<>() {};
    private static final int MOST = 200;

    private final Platform platform;

    Runs(Platform platform) {
        this.platform = platform;
    }

    /** The newest first. */
    public Page<Run> list(RunFilter filter, @Nullable String cursor, int limit) {
        return platform.get(
                Address.of("/v1/runs")
                        .with("status", filter.status())
                        .with("phase", filter.phase())
                        .with("workflow", filter.workflowId())
                        .with("from", filter.from())
                        .with("cursor", cursor)
                        .with("limit", limit),
                RUNS);
    }

    public RunSummary summary(RunAddress run) {
        return platform.get(at(run, "summary"), RunSummary.class);
    }

    public List<StepVisit> timeline(RunAddress run) {
        return platform.get(at(run, "timeline"), VISITS).items();
    }

    /** What happened after an event, at most {@value #MOST} at once. */
    public List<RunEvent> events(RunAddress run, long afterSeq) {
        var all = new ArrayList<RunEvent>();
        List<RunEvent> page;
        do {
            long after = all.isEmpty() ? afterSeq : all.getLast().seq();
            page = platform.get(at(run, "events").with("after_seq", after).with("limit", MOST), EVENTS)
                    .items();
            all.addAll(page);
        } while (page.size() == MOST && all.size() < 10 * MOST);
        return all;
    }

    public JsonNode context(RunAddress run) {
        return platform.get(at(run, "context"), JsonNode.class);
    }

    public RunAddress start(String workflowId, JsonNode payload) {
        JsonNode started = command(workflowId, "start", Map.of("trigger_payload", payload));
        return new RunAddress(workflowId, started.path("run_id").asString());
    }

    public void pause(RunAddress run) {
        command(run.workflowId(), "pause", Map.of("run_id", run.runId()));
    }

    public void resume(RunAddress run) {
        command(run.workflowId(), "resume", Map.of("run_id", run.runId()));
    }

    /** Gracefully: what is running may end, nothing new begins. */
    public void stop(RunAddress run, boolean gracefully) {
        command(run.workflowId(), "stop", Map.of("run_id", run.runId(), "mode", gracefully ? "graceful" : "immediate"));
    }

    private JsonNode command(String workflowId, String command, Map<String, ?> params) {
        return platform.post(
                Address.of("/v1/workflows/{id}/command", workflowId),
                Map.of("command", command, "params", params),
                JsonNode.class);
    }

    private static Address at(RunAddress run, String part) {
        return Address.of("/v1/workflows/{workflow}/runs/{run}/" + part, run.workflowId(), run.runId());
    }
}

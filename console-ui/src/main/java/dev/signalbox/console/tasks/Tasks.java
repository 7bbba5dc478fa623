package dev.signalbox.console.tasks;

import com.vaadin.flow.spring.annotation.VaadinSessionScope;
import dev.signalbox.console.platform.Address;
import dev.signalbox.console.platform.Page;
import dev.signalbox.console.platform.Platform;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** The questions the signed-in person may answer. */
@Component
@VaadinSessionScope
public class Tasks {

    private static final ParameterizedTypeReference<Page<HumanTask>> TASKS = new ParameterizedTypeReference<>() {};

    private final Platform platform;

    Tasks(Platform platform) {
        this.platform = platform;
    }

    public Page<HumanTask> pending(@Nullable String cursor, int limit) {
        return platform.get(
                Address.of("/v1/tasks/pending").with("cursor", cursor).with("limit", limit), TASKS);
    }

    /** Refused by the platform, with the decision taken, when somebody was faster. */
    public void answer(HumanTask task, Answer answer) {
        platform.post(
                Address.of(
                        "/v1/workflows/{workflow}/runs/{run}/tasks/{task}/complete",
                        task.workflowId(),
                        task.runId(),
                        task.taskId()),
                answer,
                JsonNode.class);
    }
}

package dev.signalbox.connector.workqueue;

import dev.signalbox.connector.Default;
import dev.signalbox.connector.Description;
import java.util.Optional;

record WorkqueueSettings(
        @Description("What the workspace is called.") @Default("Work queue")
        String workspaceName,

        @Description("What every agent is told that takes work from here: conventions, boundaries, where things are.")
        Optional<String> aiContext) {

    WorkqueueSettings {
        Text.NAME.check("workspace_name", workspaceName);
        aiContext.ifPresent(text -> Text.CONTEXT.check("ai_context", text));
    }
}

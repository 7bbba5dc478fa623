package dev.signalbox.platform.engine;

import java.util.HashSet;
import java.util.Set;

/** Which fields a step of each type may have: a misspelt one must not be overlooked. */
final class StepFields {

    private static final Set<String> COMMON = Set.of(
            "id",
            "type",
            "name",
            "description",
            "depends_on",
            "condition",
            "enabled",
            "retry_count",
            "timeout_s",
            "no_auto_start",
            "terminal",
            "position",
            "metadata");

    private StepFields() {}

    static Set<String> of(StepType type) {
        var all = new HashSet<>(COMMON);
        all.addAll(own(type));
        return all;
    }

    private static Set<String> own(StepType type) {
        return switch (type) {
            case MCP_CALL -> Set.of("server_url", "instance_id", "tool_name", "tool_args", "connection_resolution");
            case LLM_CALL -> Set.of("model", "model_ref", "prompt", "llm_params", "llm_credential_id", "output_schema");
            case AGENT_CALL ->
                Set.of(
                        "agent_id",
                        "instructions",
                        "prompt",
                        "tools",
                        "max_turns",
                        "model",
                        "model_ref",
                        "output_schema");
            case HUMAN_TASK ->
                Set.of(
                        "task_type",
                        "task_payload",
                        "options",
                        "form_schema",
                        "assignees",
                        "quorum",
                        "timeout_default",
                        "channel");
            case LUA_SCRIPT -> Set.of("script");
            case FOR_EACH -> Set.of("for_each_items", "for_each_max_parallel", "for_each_body_steps");
            case WHILE ->
                Set.of(
                        "while_mode",
                        "while_max_iterations",
                        "while_body_steps",
                        "while_condition",
                        "while_eval_script");
            case GUIDED -> Set.of("goal", "context", "expected_output", "gate", "tone");
            case SWITCH -> Set.of("switch_on", "cases", "default");
            case DELAY -> Set.of("delay_s", "until");
            case SIGNAL -> Set.of("signal_name");
            case WORKFLOW_CALL -> Set.of("workflow_id", "version", "input");
        };
    }
}

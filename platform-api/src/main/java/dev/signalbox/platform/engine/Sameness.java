package dev.signalbox.platform.engine;

/**
 * Whether a step of one version does what the step of that id does in another one, so that its result stands for both. Names,
 * time-outs and retries do not matter to a result; everything else does, and so does what the step waits for.
 */
record Sameness(Graph before, Graph now) {

    boolean of(String stepId) {
        var then = before.find(stepId);
        var here = now.find(stepId);
        return then.isPresent()
                && here.isPresent()
                && before.before(then.get()).equals(now.before(here.get()))
                && essence(then.get()).equals(essence(here.get()));
    }

    /** Each type is named, so that a new one is thought of here, and rebuilt, so that a new field is. */
    private static Step essence(Step step) {
        var common = bare(step.common());
        return switch (step) {
            case Step.McpCall call ->
                new Step.McpCall(
                        common,
                        call.serverUrl(),
                        call.instanceId(),
                        call.toolName(),
                        call.toolArgs(),
                        call.connectionResolution());
            case Step.HumanTask task ->
                new Step.HumanTask(
                        common,
                        task.taskType(),
                        task.taskPayload(),
                        task.options(),
                        task.formSchema(),
                        task.assignees(),
                        task.quorum(),
                        task.timeoutDefault(),
                        task.channel());
            case Step.LuaScript script -> new Step.LuaScript(common, script.script());
            case Step.Delay delay -> new Step.Delay(common, delay.delay(), delay.until());
            case Step.Switch choice -> new Step.Switch(common, choice.on(), choice.cases(), choice.otherwise());
            case Step.Later later -> new Step.Later(common, later.fields());
        };
    }

    private static Step.Shared bare(Step.Shared common) {
        return new Step.Shared(
                common.id(),
                common.type(),
                common.id(),
                common.dependsOn().stream().distinct().sorted().toList(),
                common.condition(),
                common.enabled(),
                0,
                null,
                common.noAutoStart(),
                false);
    }
}

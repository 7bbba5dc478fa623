package dev.signalbox.platform.engine;

import java.util.List;

/**
 * Whether a step of one version does what the step of that id does in another one, so that its result stands for both. Names,
 * time-outs and retries do not matter to a result; everything else does, and so does what the step waits for.
 */
record Sameness(Graph before, Graph now) {

    private static final Graph NO_BODY = Graph.ofBody(List.of());

    boolean of(String stepId) {
        var then = before.find(stepId);
        var here = now.find(stepId);
        return then.isPresent()
                && here.isPresent()
                && before.before(then.get()).equals(now.before(here.get()))
                && of(then.get(), here.get());
    }

    /** Of a loop: whether it takes the same turns, whatever they do. */
    boolean ofLoop(String stepId) {
        var then = before.find(stepId);
        var here = now.find(stepId);
        return then.isPresent()
                && here.isPresent()
                && before.before(then.get()).equals(now.before(here.get()))
                && essence(then.get()).equals(essence(here.get()));
    }

    private static boolean of(Step then, Step here) {
        if (then instanceof Step.Loop old && here instanceof Step.Loop young) {
            return essence(then).equals(essence(here)) && new Sameness(old.body(), young.body()).ofAll();
        }
        return essence(then).equals(essence(here));
    }

    private boolean ofAll() {
        return before.steps().size() == now.steps().size()
                && before.steps().stream().allMatch(step -> of(step.id()));
    }

    /** Each type is named, so that a new one is thought of here, and rebuilt, so that a new field is. Without bodies of loops. */
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
            case Step.LlmCall call ->
                new Step.LlmCall(
                        common,
                        call.model(),
                        call.modelRef(),
                        call.prompt(),
                        call.llmParams(),
                        call.llmCredentialId(),
                        call.outputSchema());
            case Step.AgentCall call ->
                new Step.AgentCall(
                        common,
                        call.agentId(),
                        call.instructions(),
                        call.prompt(),
                        call.tools(),
                        call.maxTurns(),
                        call.model(),
                        call.modelRef(),
                        call.outputSchema());
            case Step.Guided guided ->
                new Step.Guided(
                        common, guided.goal(), guided.context(), guided.expectedOutput(), guided.gate(), guided.tone());
            case Step.Signal signal -> new Step.Signal(common, signal.signalName());
            case Step.WorkflowCall call ->
                new Step.WorkflowCall(common, call.workflowId(), call.version(), call.input());
            case Step.ForEach loop -> new Step.ForEach(common, loop.items(), loop.maxParallel(), NO_BODY);
            case Step.While loop ->
                new Step.While(common, loop.mode(), loop.maxIterations(), loop.condition(), loop.evalScript(), NO_BODY);
        };
    }

    private static Step.Shared bare(Step.Shared common) {
        return new Step.Shared(
                common.id(),
                common.type(),
                "",
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

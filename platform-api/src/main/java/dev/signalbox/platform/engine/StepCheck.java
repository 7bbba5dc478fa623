package dev.signalbox.platform.engine;

import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What can be said of a step by itself. */
record StepCheck(Draft draft) {

    private static final Pattern OPERATOR = Pattern.compile("==|!=|~=|<=|>=|<|>|&&|\\|\\|| and | or |\\bnot ");

    void run() {
        draft.graph().steps().forEach(this::check);
    }

    private void check(Step step) {
        condition(step);
        switch (step) {
            case Step.LuaScript script -> script(script, "script", script.script());
            case Step.ForEach loop -> retries(loop);
            case Step.While loop -> {
                retries(loop);
                if (loop.evalScript() != null) {
                    script(loop, "while_eval_script", loop.evalScript());
                }
            }
            case Step.HumanTask task -> task(task);
            case Step.AgentCall agent -> agent(agent);
            case Step.McpCall _,
                    Step.LlmCall _,
                    Step.Guided _,
                    Step.Switch _,
                    Step.Delay _,
                    Step.Signal _,
                    Step.WorkflowCall _ -> {}
        }
    }

    private void condition(Step step) {
        JsonNode condition = step.common().condition();
        if (condition != null
                && condition.isString()
                && OPERATOR.matcher(condition.stringValue()).find()) {
            draft.error(
                    IssueCode.CONDITION_NOT_A_TEMPLATE,
                    step,
                    "condition",
                    "a condition is a template whose value counts as true or false; it has no operators.",
                    "Compare in a lua_script or a switch step and refer to its result.");
        }
    }

    private void retries(Step.Loop loop) {
        if (loop.common().retryCount() > 0) {
            draft.warning(
                    IssueCode.HAS_NO_EFFECT,
                    loop,
                    "retry_count",
                    "a loop is not repeated as a whole.",
                    "Give retry_count to the steps inside.");
        }
    }

    private void script(Step step, String field, String script) {
        if (Lua.isTooLong(script)) {
            draft.error(
                    IssueCode.LUA_TOO_LARGE,
                    step,
                    field,
                    "a script has at most 64 KiB.",
                    "Split the step, or move the data into the input.");
        } else {
            Lua.check(script)
                    .ifPresent(problem -> draft.error(
                            IssueCode.LUA_SYNTAX, step, field, problem, "Correct the script; it is Lua 5.2."));
        }
    }

    private void agent(Step.AgentCall step) {
        if (step.agentId() != null) {
            draft.error(
                    IssueCode.AGENT_UNKNOWN,
                    step,
                    "agent_id",
                    "this platform keeps no agents yet.",
                    "Describe the agent here, with instructions in place of agent_id.");
        }
    }

    private void task(Step.HumanTask step) {
        JsonNode otherwise = step.timeoutDefault();
        if (otherwise == null) {
            return;
        }
        if (otherwise.isString() && !step.options().isEmpty() && !step.options().contains(otherwise.stringValue())) {
            draft.error(
                    IssueCode.FIELD_INVALID,
                    step,
                    "timeout_default",
                    "timeout_default is not one of the options.",
                    "Name one of " + String.join(", ", step.options()) + ".");
        }
        boolean risky = step.taskPayload().path("risk").asString("").equals("high");
        if (risky && approves(otherwise)) {
            draft.error(
                    IssueCode.RISKY_DEFAULT,
                    step,
                    "timeout_default",
                    "a high-risk task must not be approved by nobody answering.",
                    "Let timeout_default reject, or leave it out.");
        }
    }

    private static boolean approves(JsonNode otherwise) {
        JsonNode said = otherwise.isObject() ? otherwise.path("approved") : otherwise;
        return Templates.isTruthy(said) && !said.asString("").startsWith("reject");
    }
}

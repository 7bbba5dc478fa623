package dev.signalbox.platform.workflows;

import dev.signalbox.platform.engine.Issue;
import dev.signalbox.platform.engine.Issue.Severity;
import dev.signalbox.platform.engine.IssueCode;
import dev.signalbox.platform.engine.Step;
import dev.signalbox.platform.llm.ModelChoice;
import dev.signalbox.platform.llm.Models;
import dev.signalbox.platform.llm.Sampling;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Whether the models that steps ask can be asked. A provider belongs to the operator, not to the workflow, and may come later: that
 * one is missing here today is a warning.
 */
final class ModelCheck {

    private final Models models;
    private final List<Issue> issues = new ArrayList<>();

    private ModelCheck(Models models) {
        this.models = models;
    }

    static List<Issue> of(List<Step> steps, Models models) {
        var check = new ModelCheck(models);
        for (Step step : steps) {
            switch (step) {
                case Step.LlmCall call -> {
                    check.params(call, call.llmParams());
                    check.model(
                            call,
                            new ModelChoice(call.model(), call.modelRef(), call.llmCredentialId()),
                            Sampling.of(call.llmParams()));
                }
                case Step.AgentCall agent ->
                    check.model(agent, new ModelChoice(agent.model(), agent.modelRef(), null), Sampling.DEFAULT);
                case Step _ -> {}
            }
        }
        return check.issues;
    }

    private void params(Step step, ObjectNode params) {
        Sampling.problems(params)
                .forEach(problem -> add(
                        Severity.ERROR,
                        IssueCode.FIELD_INVALID,
                        step,
                        "llm_params." + problem.path(),
                        "%s: %s.".formatted(problem.path(), problem.message()),
                        "Correct it, or leave it out."));
    }

    /** That exactly one of model and model_ref is given is a matter of form, and told there. */
    private void model(Step step, ModelChoice choice, Sampling sampling) {
        if ((choice.model() == null) == (choice.modelRef() == null)) {
            return;
        }
        String field = choice.model() == null ? "model_ref" : "model";
        var misnamed = Models.misnamed(choice);
        misnamed.ifPresent(why ->
                add(Severity.ERROR, IssueCode.MODEL_UNKNOWN, step, field, why, "For example direct.openai.gpt-4o."));
        if (misnamed.isEmpty()) {
            models.unavailable(choice, sampling)
                    .ifPresent(why -> add(
                            Severity.WARNING,
                            IssueCode.MODEL_NOT_CONFIGURED,
                            step,
                            field,
                            why,
                            "A run fails at this step until that is so, or until the step names another model."));
        }
    }

    private void add(Severity severity, IssueCode code, Step step, String field, String message, String hint) {
        String at = step.common().path() + "." + field;
        issues.add(new Issue(severity, code, step.id(), at, "Step %s: %s".formatted(step.id(), message), hint));
    }
}

package dev.signalbox.platform.workflows;

import dev.signalbox.platform.connectors.ToolDescription;
import dev.signalbox.platform.engine.AgentTool;
import dev.signalbox.platform.engine.Issue;
import dev.signalbox.platform.engine.Issue.Severity;
import dev.signalbox.platform.engine.IssueCode;
import dev.signalbox.platform.engine.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether an agent's tools are there, and whether somebody looks at what it does with them. */
record AgentCheck(Map<Tool, ToolLookup.Answer> found, List<Issue> issues) {

    static List<Issue> of(List<Step> steps, Map<Tool, ToolLookup.Answer> found) {
        var check = new AgentCheck(found, new ArrayList<>());
        for (Step step : steps) {
            if (step instanceof Step.AgentCall agent) {
                check.agent(agent);
            }
        }
        return check.issues;
    }

    private void agent(Step.AgentCall agent) {
        List<ToolDescription> tools = new ArrayList<>();
        for (AgentTool tool : AgentTool.of(agent)) {
            switch (found.get(Tool.of(tool))) {
                case ToolLookup.Found there -> tools.add(there.tool());
                case ToolLookup.Missing missing -> missing(agent, missing);
                case null -> {}
            }
        }
        boolean reads = tools.stream().anyMatch(ToolDescription::readOnly);
        boolean acts = tools.stream().anyMatch(tool -> !tool.readOnly());
        if (reads && acts) {
            add(
                    Severity.WARNING,
                    IssueCode.NO_HUMAN_GATE,
                    agent,
                    "it may act on the outside with what its other tools brought in, and nobody looks at it first.",
                    "Let the agent only read, and act in a step behind a human_task, if what comes in cannot be trusted.");
        }
    }

    private void missing(Step.AgentCall agent, ToolLookup.Missing missing) {
        add(
                Severity.ERROR,
                missing.code(),
                agent,
                missing.why(),
                "Name a connector and a tool that this project has, as connector://http/http_get.");
    }

    private void add(Severity severity, IssueCode code, Step step, String message, String hint) {
        String at = step.common().path() + ".tools";
        issues.add(new Issue(severity, code, step.id(), at, "Step %s: %s".formatted(step.id(), message), hint));
    }
}

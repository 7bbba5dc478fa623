package dev.signalbox.platform.engine;

/** One look over the steps of one scope, and of the turns of its loops: what goes on, and what may begin. */
final class ScopeWalk {

    private final Scope scope;
    private final Gate gate;
    private final Found found;
    private final Opening opening;

    ScopeWalk(Scope scope, Gate gate, Found found) {
        this.scope = scope;
        this.gate = gate;
        this.found = found;
        this.opening = new Opening(scope);
    }

    void walk() {
        var readiness = new Readiness(scope);
        for (Step step : scope.graph().steps()) {
            var visit = scope.visit(step.id());
            if (visit.isEmpty()) {
                open(step, readiness.of(step));
            } else {
                goOn(step, visit.get());
            }
        }
    }

    private void open(Step step, Readiness.Verdict verdict) {
        if (!gate.isClosed()) {
            opening.begin(step, verdict)
                    .flatMap(decision -> gate.pass(step, decision))
                    .ifPresent(found::add);
        }
    }

    private void goOn(Step step, Visit visit) {
        if (step instanceof Step.Loop loop && !visit.status().ended()) {
            turns(loop, visit).walk();
        } else if (step instanceof Step.AgentCall agent) {
            opening.workOn(agent, visit).forEach(found::add);
        } else {
            opening.goOn(step, visit).ifPresent(found::add);
        }
    }

    private Turns turns(Step.Loop loop, Visit visit) {
        return switch (loop) {
            case Step.ForEach each -> new ForEachTurns(scope, each, visit, this::inside, found);
            case Step.While repetition -> new WhileTurns(scope, repetition, visit, this::inside, found);
        };
    }

    private void inside(Scope turn) {
        new ScopeWalk(turn, gate, found).walk();
    }
}

package dev.signalbox.platform.runs;

import dev.signalbox.platform.engine.Again;
import dev.signalbox.platform.engine.Retry;
import dev.signalbox.platform.engine.StepKey;
import dev.signalbox.platform.engine.Visit;
import java.util.List;

/**
 * What a retry did not run again, and what it did.
 *
 * @param reusedSteps finished in the run before
 * @param givenSteps whose results came with the command
 */
record TakenOver(List<StepKey> reusedSteps, List<StepKey> givenSteps, List<Again> runAgain) {

    static TakenOver of(Retry retry, RetryParams params) {
        var top = retry.visits().stream()
                .map(Visit::key)
                .filter(key -> key.iteration().equals("-"))
                .toList();
        return new TakenOver(
                top.stream()
                        .filter(key -> !params.results().containsKey(key.value()))
                        .toList(),
                top.stream()
                        .filter(key -> params.results().containsKey(key.value()))
                        .toList(),
                retry.again());
    }
}

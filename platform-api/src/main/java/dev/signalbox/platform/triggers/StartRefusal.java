package dev.signalbox.platform.triggers;

import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ApiException.FieldError;

/** Why a workflow would not start, for somebody who sent a trigger: what a start has in {@code params} a trigger has itself. */
final class StartRefusal {

    private static final String PARAMS = "params.";

    private StartRefusal() {}

    static ApiException inWordsOfTriggers(ApiException refused) {
        var errors = refused.errors().stream()
                .map(error -> new FieldError(own(error.field()), error.message()))
                .toList();
        return errors.isEmpty()
                ? refused
                : new ApiException(refused.code(), own(String.valueOf(refused.getMessage())), errors, refused.facts());
    }

    private static String own(String text) {
        return text.replace(PARAMS, "");
    }
}

package dev.signalbox.platform.guided;

import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ApiException.FieldError;

/** Failures of the commands below, in the words of this surface, which has no {@code params} and takes no results of others. */
final class Wording {

    private Wording() {}

    static ApiException ofThisSurface(ApiException failure) {
        if (failure.facts().containsKey("unknown_steps")) {
            return new ApiException(
                    failure.code(),
                    "Calls that would be made again are under way and may have taken effect already. Wait for their"
                            + " end, or say rerun_unknown: true to cut them off and make them again.",
                    failure.errors(),
                    failure.facts());
        }
        var errors = failure.errors().stream()
                .map(error -> new FieldError(renamed(error.field()), error.message()))
                .toList();
        var told = new ApiException(
                failure.code(), renamed(String.valueOf(failure.getMessage())), errors, failure.facts());
        failure.headers().forEach((name, values) -> values.forEach(value -> told.header(name, value)));
        return told;
    }

    private static String renamed(String text) {
        return text.replace("params.trigger_payload", "input").replace("params.", "");
    }
}

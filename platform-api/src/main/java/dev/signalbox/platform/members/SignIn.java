package dev.signalbox.platform.members;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signalbox.platform.access.UserId;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * That somebody signed in, or tried to.
 *
 * @param userId whose account it is; absent when there is none of that name. The name itself is not told, since people type
 *     passwords into the wrong field
 * @param address where they did it from
 */
record SignIn(
        @Nullable UserId userId,
        @NotNull Result result,
        @NotBlank @Size(max = 64) String address) {

    enum Result {
        @JsonProperty("succeeded")
        SUCCEEDED,
        @JsonProperty("failed")
        FAILED,
        /** Refused unseen, after too many tries. */
        @JsonProperty("throttled")
        THROTTLED
    }
}

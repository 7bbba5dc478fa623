package dev.signalbox.platform.problem;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The version a writer has seen, as {@code If-Match} says it. */
public final class IfMatch {

    private static final Pattern TAG = Pattern.compile("(?:W/)?\"?(\\d{1,18})\"?");

    private IfMatch() {}

    /** @throws ApiException VERSION_REQUIRED (428) without the header, INVALID_ARGUMENT when it is no ETag of ours */
    public static long required(@Nullable String header) {
        if (header == null || header.isBlank()) {
            throw new ApiException(
                    ErrorCode.VERSION_REQUIRED, "Say which version you change: send its ETag as the If-Match header.");
        }
        var tag = TAG.matcher(header.trim());
        if (!tag.matches()) {
            throw ApiException.invalid("If-Match", "is not an ETag of this resource");
        }
        return Long.parseLong(tag.group(1));
    }

    public static String etag(long version) {
        return "\"" + version + "\"";
    }
}

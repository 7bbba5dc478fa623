package dev.signalbox.connector.github;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A repository that this instance may use, and the paths below it. A name cannot lead out of it. */
record Repository(String name) {

    private static final Pattern NAME = Pattern.compile("[\\w.-]{1,100}/[\\w.-]{1,100}");

    static Repository of(String name, GithubSettings settings) {
        if (!NAME.matcher(name).matches() || Arrays.stream(name.split("/")).anyMatch(Repository::climbs)) {
            throw GithubSettings.invalid("repository is owner/name, such as acme/shop.");
        }
        if (!settings.allow(name)) {
            throw new ToolException(
                    Reason.PERMISSION_DENIED, "This instance does not use the repository " + name + ".");
        }
        return new Repository(name);
    }

    /** @param below begins with a slash, encoded already */
    String path(String below) {
        return "/repos/" + name + below;
    }

    String file(String path) {
        var plain = path.replaceFirst("^/+", "");
        if (plain.isBlank() || Arrays.stream(plain.split("/", -1)).anyMatch(part -> part.isEmpty() || climbs(part))) {
            throw GithubSettings.invalid("path names a file from the root of the repository, such as docs/index.md.");
        }
        return path("/contents/"
                + Arrays.stream(plain.split("/")).map(Repository::encoded).collect(Collectors.joining("/")));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    private static boolean climbs(String part) {
        return part.equals(".") || part.equals("..");
    }
}

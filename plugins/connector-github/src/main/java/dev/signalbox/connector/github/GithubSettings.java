package dev.signalbox.connector.github;

import dev.signalbox.connector.Default;
import dev.signalbox.connector.Description;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.net.URI;
import java.util.List;
import java.util.Locale;

record GithubSettings(
        @Description("Where the interface is. Of an Enterprise Server: https://github.example.com/api/v3.")
        @Default("https://api.github.com")
        URI baseUrl,

        @Description("Repositories that may be used, as owner/name, or owner/* for all of an owner. "
                + "Empty: whatever the token may.")
        List<String> repositories,

        @Description("How many seconds a request may take, 1 to 60.") @Default("30")
        int timeoutSeconds) {

    GithubSettings {
        if (baseUrl.getHost() == null || baseUrl.getRawQuery() != null || baseUrl.getRawUserInfo() != null) {
            throw invalid("base_url is a whole address without a query, such as https://api.github.com.");
        }
        repositories = List.copyOf(repositories);
        for (var repository : repositories) {
            if (!repository.matches("[\\w.-]+/([\\w.-]+|\\*)")) {
                throw invalid("repositories has names as owner/name, or owner/*.");
            }
        }
        if (timeoutSeconds < 1 || timeoutSeconds > 60) {
            throw invalid("timeout_seconds is 1 to 60.");
        }
    }

    boolean allow(String repository) {
        var name = repository.toLowerCase(Locale.ROOT);
        return repositories.isEmpty()
                || repositories.stream()
                        .map(pattern -> pattern.toLowerCase(Locale.ROOT))
                        .anyMatch(pattern -> pattern.endsWith("/*")
                                ? name.startsWith(pattern.substring(0, pattern.length() - 1))
                                : name.equals(pattern));
    }

    static ToolException invalid(String message) {
        return new ToolException(Reason.INVALID_ARGUMENT, message);
    }
}

package dev.signalbox.connector.http;

import java.net.URI;
import java.util.List;
import java.util.Locale;

/** Which hosts this instance may call. The platform's own address guard stands behind it and cannot be widened here. */
record AllowedHosts(List<String> patterns) {

    AllowedHosts {
        patterns = patterns.stream()
                .map(pattern -> pattern.strip().toLowerCase(Locale.ROOT))
                .toList();
    }

    static AllowedHosts of(HttpSettings settings) {
        if (settings.allowedHosts().isEmpty()) {
            return new AllowedHosts(
                    settings.baseUrl().map(AllowedHosts::authority).stream().toList());
        }
        return new AllowedHosts(settings.allowedHosts());
    }

    boolean permit(URI uri) {
        return patterns.isEmpty() || names(uri);
    }

    /** Whether the host was named by whoever configured the instance: only such a host gets the credential. */
    boolean names(URI uri) {
        return uri.getHost() != null && patterns.stream().anyMatch(pattern -> matches(pattern, uri));
    }

    private static boolean matches(String pattern, URI uri) {
        var authority = authority(uri);
        var host = uri.getHost().toLowerCase(Locale.ROOT);
        var defaultPort = authority.equals(host);
        if (pattern.startsWith("*.")) {
            return authority.endsWith(pattern.substring(1));
        }
        return pattern.equals(authority) || (defaultPort && pattern.equals(host + ":" + defaultPort(uri)));
    }

    private static String authority(URI uri) {
        var host = uri.getHost().toLowerCase(Locale.ROOT);
        return uri.getPort() == -1 || uri.getPort() == defaultPort(uri) ? host : host + ":" + uri.getPort();
    }

    private static int defaultPort(URI uri) {
        return "http".equalsIgnoreCase(uri.getScheme()) ? 80 : 443;
    }
}

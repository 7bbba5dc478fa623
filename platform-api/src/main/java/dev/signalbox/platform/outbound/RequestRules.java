package dev.signalbox.platform.outbound;

import dev.signalbox.connector.ConnectorHttp.Request;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a request may say. Headers that frame a message are ours: setting them could smuggle a second one. */
final class RequestRules {

    private static final Pattern METHOD = Pattern.compile("[A-Z]{1,20}");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");
    private static final Set<String> OURS = Set.of(
            "host",
            "content-length",
            "transfer-encoding",
            "connection",
            "keep-alive",
            "upgrade",
            "te",
            "trailer",
            "expect",
            "accept-encoding",
            "proxy-connection",
            "proxy-authorization");

    private RequestRules() {}

    static void check(Request request, long maxBody) {
        if (!METHOD.matcher(request.method()).matches() || request.method().equals("CONNECT")) {
            throw invalid("There is no method " + request.method() + ".");
        }
        request.headers().forEach((name, value) -> {
            if (OURS.contains(name.toLowerCase(Locale.ROOT))) {
                throw invalid("The header " + name + " is set by the platform.");
            }
            if (!NAME.matcher(name).matches() || !VALUE.matcher(value).matches()) {
                throw invalid("The header " + name + " has a name or value that HTTP does not allow.");
            }
        });
        if (request.body().isPresent() && request.body().get().size() > maxBody) {
            throw invalid("The body is larger than " + maxBody + " bytes.");
        }
    }

    static boolean reads(String method) {
        return method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS");
    }

    private static ToolException invalid(String message) {
        return new ToolException(Reason.INVALID_ARGUMENT, message);
    }
}

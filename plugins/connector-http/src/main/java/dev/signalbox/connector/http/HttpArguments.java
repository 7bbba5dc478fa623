package dev.signalbox.connector.http;

import dev.signalbox.connector.Default;
import dev.signalbox.connector.Description;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the three tools take; the two short ones are the long one with a method already chosen. */
final class HttpArguments {

    static final String URL = "A whole address, or a path below the instance's base_url.";
    static final String QUERY = "Added to the address, encoded.";
    static final String HEADERS = "Sent with the request.";
    static final String JSON = "Sent as application/json. Leave out when there is text.";
    static final String TEXT = "Sent as it is, as text/plain unless the headers say otherwise.";
    static final String EXPECTED = "Statuses that count as success. Empty: every 2xx.";

    private HttpArguments() {}

    enum Method {
        GET,
        HEAD,
        POST,
        PUT,
        PATCH,
        DELETE;

        boolean reads() {
            return this == GET || this == HEAD;
        }
    }

    record Get(
            @Description(URL) String url,
            @Description(QUERY) Map<String, String> query,
            @Description(HEADERS) Map<String, String> headers,
            @Description(EXPECTED) List<Integer> expectedStatus,

            @Description("How many pages to follow, 1 to 20; their bodies come in pages.") @Default("1")
            int maxPages) {

        Call toCall() {
            return new Call(Method.GET, url, query, headers, Optional.empty(), Optional.empty(), expectedStatus);
        }
    }

    record Post(
            @Description(URL) String url,
            @Description(QUERY) Map<String, String> query,
            @Description(HEADERS) Map<String, String> headers,
            @Description(JSON) Optional<Object> body,
            @Description(TEXT) Optional<String> text,
            @Description(EXPECTED) List<Integer> expectedStatus) {

        Call toCall() {
            return new Call(Method.POST, url, query, headers, body, text, expectedStatus);
        }
    }

    record Call(
            @Description("The HTTP method.") @Default("get") Method method,
            @Description(URL) String url,
            @Description(QUERY) Map<String, String> query,
            @Description(HEADERS) Map<String, String> headers,
            @Description(JSON) Optional<Object> body,
            @Description(TEXT) Optional<String> text,
            @Description(EXPECTED) List<Integer> expectedStatus) {}
}

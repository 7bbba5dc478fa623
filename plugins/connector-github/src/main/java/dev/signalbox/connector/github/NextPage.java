package dev.signalbox.connector.github;

import dev.signalbox.connector.ConnectorHttp.Response;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where the next page is, by the header every listing has when there is one. */
final class NextPage {

    private static final Pattern NEXT = Pattern.compile("<([^<>]{1,2000})>\\s*;[^,<]{0,200}?\\brel=\"?next\"?");

    private NextPage() {}

    static Optional<URI> of(Response response) {
        return response.header("link").flatMap(NextPage::in);
    }

    private static Optional<URI> in(String link) {
        var found = NEXT.matcher(link);
        if (!found.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new URI(found.group(1)));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}

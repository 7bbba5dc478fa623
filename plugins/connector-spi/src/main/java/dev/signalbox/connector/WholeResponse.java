/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector;

import dev.signalbox.connector.ConnectorHttp.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An answer that is there already, in one piece. */
final class WholeResponse implements StreamedResponse {

    private final Response response;
    private boolean read;

    WholeResponse(Response response) {
        this.response = response;
        this.read = response.body().size() == 0;
    }

    @Override
    public int status() {
        return response.status();
    }

    @Override
    public Map<String, List<String>> headers() {
        return response.headers();
    }

    @Override
    public URI uri() {
        return response.uri();
    }

    @Override
    public Optional<HttpBody> next() {
        if (read) {
            return Optional.empty();
        }
        read = true;
        return Optional.of(response.body());
    }

    @Override
    public void close() {
        read = true;
    }
}

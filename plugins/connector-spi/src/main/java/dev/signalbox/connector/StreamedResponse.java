/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An answer whose body is read while it arrives, for systems that say things before they are done. Belongs to one
 * thread, and to the call that opened it: always close it, which also ends the connection to whoever never stops
 * talking.
 *
 * @since 0.1
 */
public interface StreamedResponse extends AutoCloseable {

    /**
     * The status.
     *
     * @return such as 200
     */
    int status();

    /**
     * The headers.
     *
     * @return from lower-case names to values
     */
    Map<String, List<String>> headers();

    /**
     * Where the answer comes from.
     *
     * @return the address, after redirects
     */
    URI uri();

    /**
     * Waits for the next piece of the body. Pieces end anywhere, also in the middle of a character.
     *
     * @return empty when the body has ended
     * @throws ToolException {@link ToolException.Reason#UNAVAILABLE}, or
     *     {@link ToolException.Reason#OUTCOME_UNKNOWN} after a method that does not only read, when the answer breaks
     *     off or takes too long; {@link ToolException.Reason#UPSTREAM_FAILED} when it is too large
     * @throws InterruptedException when the call was cancelled or ran out of time
     */
    Optional<HttpBody> next() throws InterruptedException;

    /** Ends the connection, whatever is still to come. */
    @Override
    void close();

    /**
     * The first value of a header.
     *
     * @param name in any case
     * @return empty when the header is absent
     */
    default Optional<String> header(String name) {
        return headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .flatMap(header -> header.getValue().stream())
                .findFirst();
    }
}

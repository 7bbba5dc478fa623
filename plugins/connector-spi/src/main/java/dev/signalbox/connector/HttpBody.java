/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * The bytes of a request or an answer. Immutable: bytes are copied on the way in and out.
 *
 * @since 0.1
 */
public final class HttpBody {

    private static final HttpBody EMPTY = new HttpBody(new byte[0]);

    private final byte[] bytes;

    private HttpBody(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * No bytes.
     *
     * @return the empty body
     */
    public static HttpBody empty() {
        return EMPTY;
    }

    /**
     * Bytes as they are.
     *
     * @param bytes copied
     * @return the body
     */
    public static HttpBody of(byte[] bytes) {
        return new HttpBody(bytes.clone());
    }

    /**
     * Text in UTF-8.
     *
     * @param text the text
     * @return the body
     */
    public static HttpBody of(String text) {
        return new HttpBody(text.getBytes(UTF_8));
    }

    /**
     * The bytes.
     *
     * @return a copy
     */
    public byte[] bytes() {
        return bytes.clone();
    }

    /**
     * The bytes read as text; what cannot be read becomes the replacement character.
     *
     * @param charset how to read them
     * @return the text
     */
    public String text(Charset charset) {
        return new String(bytes, charset);
    }

    /**
     * How many bytes there are.
     *
     * @return zero or more
     */
    public int size() {
        return bytes.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HttpBody body && Arrays.equals(bytes, body.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** Tells the size only: a body may hold what must not be logged. */
    @Override
    public String toString() {
        return "HttpBody[" + bytes.length + " bytes]";
    }
}

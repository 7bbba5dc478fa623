/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector;

import java.util.List;
import java.util.UUID;

/**
 * The people of the instance's project, and the way to tell them something. A connector learns their names and never
 * their addresses.
 *
 * <p><b>Threads and time.</b> Safe for many threads. Every method blocks and can be interrupted.
 *
 * @since 0.1
 */
public interface ConnectorMembers {

    /**
     * Somebody who belongs to the project.
     *
     * @param id the person's id, as in {@link ToolCall.Caller}
     * @param displayName what people call them
     */
    record Member(UUID id, String displayName) {}

    /**
     * What somebody is told.
     *
     * @param key names the notice, so that the person gets it once however often it is sent; at most 200 characters
     * @param subject one line of at most 200 characters
     * @param text plain text of at most 10,000 characters
     */
    record Notice(String key, String subject, String text) {

        /**
         * Checks the lengths.
         *
         * @throws IllegalArgumentException when a part is blank or too long, or the subject has several lines
         */
        public Notice {
            if (key.isBlank() || key.length() > 200) {
                throw new IllegalArgumentException("The key of a notice is 1 to 200 characters.");
            }
            if (subject.isBlank() || subject.length() > 200 || subject.lines().count() > 1) {
                throw new IllegalArgumentException("The subject of a notice is one line of 1 to 200 characters.");
            }
            if (text.isBlank() || text.length() > 10_000) {
                throw new IllegalArgumentException("The text of a notice is 1 to 10,000 characters.");
            }
        }
    }

    /**
     * Everybody who belongs to the project now and is not disabled.
     *
     * @return in the order of their names, at most 1,000
     * @throws ToolException {@link ToolException.Reason#UNAVAILABLE} when the platform cannot tell
     * @throws InterruptedException when the call was cancelled or ran out of time
     */
    List<Member> list() throws InterruptedException;

    /**
     * Tells one of them, by mail. Returning means that the project's mail server has taken it.
     *
     * @param member the person's id
     * @param notice what to tell
     * @throws ToolException {@link ToolException.Reason#NOT_FOUND} when nobody of this id belongs to the project;
     *     {@link ToolException.Reason#UNAVAILABLE} when the project has no mail, or it cannot be reached, and nobody was
     *     told; {@link ToolException.Reason#OUTCOME_UNKNOWN} when they may or may not have been told
     * @throws InterruptedException when the call was cancelled or ran out of time
     */
    void notify(UUID member, Notice notice) throws InterruptedException;
}

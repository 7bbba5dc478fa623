/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector;

import java.util.List;

/**
 * Implemented by a {@link Connector} whose tools somebody else defines, such as a remote server. It offers a tool only as
 * a person has agreed to it; what differs waits here.
 *
 * <p><b>Threads.</b> As {@link Connector}.
 *
 * @since 0.1
 */
public interface ReviewedTools {

    /**
     * What waits for a person.
     *
     * @return in the order of the tools' names
     * @throws InterruptedException when the call was cancelled or ran out of time
     */
    List<ToolReview> reviews() throws InterruptedException;

    /**
     * Agrees to one difference; the tool is offered as it now is from then on.
     *
     * @param tool the name of the tool
     * @param fingerprint of the difference that was shown, so that nobody agrees to something else
     * @throws ToolException {@link ToolException.Reason#NOT_FOUND} when nothing waits under this name,
     *     {@link ToolException.Reason#CONFLICT} when what waits is not what was shown, or cannot be agreed to
     * @throws InterruptedException when the call was cancelled or ran out of time
     */
    void approve(String tool, String fingerprint) throws InterruptedException;
}

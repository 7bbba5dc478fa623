package dev.signalbox.console.oauth;

import java.util.List;
import java.util.Set;

/**
 * What somebody allows a client.
 *
 * @param projectId where it works
 * @param onlyThisProject whether it stays there
 * @param groups the tool groups it is limited to; empty means the usual ones
 */
public record Yes(
        String tenantId,
        String projectId,
        boolean onlyThisProject,
        Set<String> scopes,
        List<String> groups,
        boolean readOnly) {}

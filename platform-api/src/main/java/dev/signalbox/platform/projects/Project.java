package dev.signalbox.platform.projects;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.ProjectRole;
import java.time.Instant;

/**
 * @param open a public project: every member of the tenant may contribute
 * @param role what the reader is in it
 */
public record Project(
        ProjectId id,
        String slug,
        String name,
        @JsonProperty("public") boolean open,
        ProjectRole role,
        long version,
        Instant createdAt) {}

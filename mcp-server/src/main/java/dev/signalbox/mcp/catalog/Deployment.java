package dev.signalbox.mcp.catalog;

import jakarta.validation.constraints.NotEmpty;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What this installation serves at all. No request, token or tenant can widen it.
 *
 * @param risk whether tools that hand out or change secrets are served
 */
@Validated
@ConfigurationProperties("signalbox.mcp")
public record Deployment(
        @NotEmpty @DefaultValue({"core", "catalog", "websocket", "runs", "hosted", "queue", "connectors"})
        List<ToolGroup> groups,

        @DefaultValue("false") boolean risk) {

    boolean serves(ToolGroup group) {
        return groups.contains(group);
    }

    boolean serves(CatalogTool tool) {
        return serves(tool.facts().group()) && (risk || tool.facts().risk() == Risk.STANDARD);
    }
}

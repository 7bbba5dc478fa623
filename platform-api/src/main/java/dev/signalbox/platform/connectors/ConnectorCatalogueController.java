package dev.signalbox.platform.connectors;

import dev.signalbox.connector.ConnectorInfo;
import dev.signalbox.platform.access.Requires;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.plugins.InstalledConnector;
import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

@RestController
@RequestMapping("/v1/mcp")
class ConnectorCatalogueController {

    private final ConnectorCatalogue catalogue;

    ConnectorCatalogueController(ConnectorCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Every connector of this installation, with the form that configures it. */
    @GetMapping("/platform-catalog")
    @Requires(Scope.MCP_READ)
    Mono<Page<CatalogueEntry>> catalog() {
        return Mono.just(new Page<>(
                catalogue.connectors().stream().map(CatalogueEntry::of).toList(), null));
    }

    /** The same connectors as the active project can name them in a workflow. */
    @GetMapping("/servers")
    @Requires(Scope.MCP_READ)
    Mono<Page<ConnectorCatalogue.ConnectorServer>> servers() {
        return catalogue.servers().map(servers -> new Page<>(servers, null));
    }

    record CatalogueEntry(
            String connectorId,
            String serverUrl,
            String displayName,
            String description,
            String version,
            List<String> authentication,
            JsonNode settingsSchema) {

        static CatalogueEntry of(InstalledConnector connector) {
            ConnectorInfo info = connector.info();
            return new CatalogueEntry(
                    info.id(),
                    ToolBinding.address(info.id()),
                    info.displayName(),
                    info.description(),
                    info.version(),
                    info.authentication().stream()
                            .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                            .sorted()
                            .toList(),
                    connector.settingsSchema());
        }
    }
}

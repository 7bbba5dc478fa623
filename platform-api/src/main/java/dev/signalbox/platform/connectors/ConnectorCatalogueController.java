package dev.signalbox.platform.connectors;

import dev.signalbox.connector.ConnectorInfo;
import dev.signalbox.platform.access.Requires;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.plugins.InstalledConnector;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

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

    /** One of them, with the form that configures it. */
    @GetMapping("/servers/{name}")
    @Requires(Scope.MCP_READ)
    Mono<CatalogueEntry> server(@PathVariable String name) {
        return catalogue.connector(name).map(CatalogueEntry::of);
    }

    /** Whether an instance could have these settings, and what is wrong with them; nothing is kept. */
    @PostMapping("/servers/{name}/validate")
    @Requires(Scope.MCP_READ)
    Mono<ConnectorCatalogue.SettingsCheck> validate(
            @PathVariable String name, @Valid @RequestBody ValidateSettings validate) {
        return catalogue.check(name, validate.settings());
    }

    record ValidateSettings(@NotNull ObjectNode settings) {}

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

package dev.signalbox.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcp.Snapshot;
import dev.signalbox.mcp.catalog.CatalogTool;
import dev.signalbox.mcp.catalog.Catalogue;
import dev.signalbox.mcp.platform.Json;
import dev.signalbox.mcp.tools.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client sees of each tool, kept as a file. */
class ToolSnapshotTest {

    private static final String FOLDER = "mcp-server/src/test/snapshots/";

    static Collection<CatalogTool> tools() {
        return Catalogue.of(Tools.ALL).tools();
    }

    @ParameterizedTest
    @MethodSource("tools")
    void looksAsItDid(CatalogTool tool) {
        String seen = Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(WireTools.of(tool)) + "\n";

        Snapshot.check(FOLDER + tool.name() + ".json", seen);
    }

    @Test
    void thereIsNoneOfAToolThatIsGone() throws IOException {
        try (var files = Files.list(Path.of("src/test/snapshots"))) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
                    .containsExactlyInAnyOrderElementsOf(
                            tools().stream().map(CatalogTool::name).toList());
        }
    }
}

package dev.signalbox.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcp.catalog.Catalogue;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolCopiesTest {

    @Test
    void eachIsAToolOfItsOwn() {
        var catalogue = Catalogue.of(List.of(ToolCopies.numbered(1), ToolCopies.numbered(2)));

        assertThat(catalogue.tools()).extracting(tool -> tool.name()).containsExactly("tool_0001", "tool_0002");
        assertThat(catalogue.tools())
                .allSatisfy(tool -> assertThat(tool.input().path("properties").has("workflow_id"))
                        .isTrue());
    }
}

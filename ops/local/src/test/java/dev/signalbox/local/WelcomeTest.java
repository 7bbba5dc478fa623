package dev.signalbox.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class WelcomeTest {

    final String text = Welcome.text(
            Ports.of(Map.of("SIGNALBOX_MCP_PORT", "9340")),
            new Demo("t", "p", "u", "pat_secret", "demo@signalbox.test", "once-only", true),
            Path.of("/data"));

    @Test
    void nothingIsLeftToFillIn() {
        assertThat(text).doesNotContain("<").doesNotContain(">");
    }

    @Test
    void everyJsonBlockIsWholeAndPointsHere() {
        var blocks = blocks();

        assertThat(blocks).hasSize(4).allSatisfy(block -> assertThat(block.toString())
                .contains("http://127.0.0.1:9340/mcp")
                .contains("pat_secret"));
    }

    @Test
    void theSignInAndItsPasswordAreThere() {
        assertThat(text).contains("demo@signalbox.test").contains("once-only");
    }

    @Test
    void codexReadsTheTokenFromItsEnvironment() {
        assertThat(text)
                .contains("bearer_token_env_var = \"SIGNALBOX_PAT\"")
                .contains("export SIGNALBOX_PAT=pat_secret");
    }

    private List<JsonNode> blocks() {
        var blocks = new ArrayList<JsonNode>();
        var json = Pattern.compile("^  (\\{.*?}})\\n$", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(text);
        while (json.find()) {
            blocks.add(JsonHttp.JSON.readTree(json.group(1)));
        }
        return blocks;
    }
}

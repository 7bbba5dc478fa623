package dev.signalbox.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** The manual's example, by its own rules and by ours. */
class AuditChainTest {

    private static final Path MANUAL = Path.of("../docs/audit.md");

    private final JsonMapper json = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    @Test
    void theDocumentedExampleIsGoodByTheDocumentedRules() throws IOException, GeneralSecurityException {
        assertThat(new ExportedChain(example(), List.of(), List.of()).complaints())
                .isEmpty();
    }

    @Test
    void theDocumentedExampleIsWhatWeWouldWrite() throws IOException {
        var end = Link.NONE;
        for (JsonNode entry : example()) {
            end = AuditChain.next(end, json.treeToValue(entry, AuditEvent.class));

            assertThat(end.hash()).isEqualTo(entry.path("hash").asString());
        }
    }

    private List<JsonNode> example() throws IOException {
        String manual = Files.readString(MANUAL);
        int start = manual.indexOf("```json") + "```json".length();
        return json.readTree(manual.substring(start, manual.indexOf("```", start)))
                .valueStream()
                .toList();
    }
}

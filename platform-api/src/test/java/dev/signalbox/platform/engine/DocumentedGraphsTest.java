package dev.signalbox.platform.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.contract.Clause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** What the manual shows is what the engine takes. */
class DocumentedGraphsTest {

    private static final Path MANUAL = Path.of("../docs/workflows.md");
    private static final Pattern EXAMPLE = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyExampleOfTheManualIsAGraphWithoutErrors() throws IOException {
        var examples = EXAMPLE.matcher(Files.readString(MANUAL))
                .results()
                .map(found -> JsonMapper.shared().readTree(found.group(1)))
                .toList();

        assertThat(examples).hasSizeGreaterThan(2).allSatisfy(graph -> assertThat(
                        Validation.of(graph, (_, _) -> new Validation.Binding(List.of(), false))
                                .issues())
                .isEmpty());
    }

    @Test
    @Clause("type | one of the types below")
    void everyStepTypeIsInTheManual() throws IOException {
        String manual = Files.readString(MANUAL);

        assertThat(StepType.values()).allSatisfy(type -> assertThat(manual).contains("`" + type.wire() + "`"));
    }

    @Test
    void theBranchesOfTheManualJoin() throws IOException {
        var graph = EXAMPLE.matcher(Files.readString(MANUAL))
                .results()
                .map(found -> found.group(1))
                .filter(example -> example.contains("switch"))
                .findFirst()
                .orElseThrow();
        var play = new Play(graph).input("{\"size\": \"small\"}");
        play.answer("bag", effect -> script(effect)).answer("ship", effect -> script(effect));

        play.play();

        assertThat(play.visit("ship").result()).isEqualTo(Json.json("{packed: {kind: 'bag'}}"));
    }

    private static Outcome script(Decision.Effect effect) {
        var script = (Decision.RunScript) effect;
        try {
            return new Lua().run(script.step().script(), script.globals(), script.timeout());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

package dev.signalbox.connector.workqueue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.connector.Tool;
import dev.signalbox.platform.schemas.ToolShapes;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Names and arguments are what clients were written against: exactly these. */
class SeedTest {

    private static final String TOOLS = """
            bulk_update_tasks task_ids:array! loop_id:string priority:string status:string
            close_loop loop_id:string!
            create_loop name:string! ai_context:string description:string visibility:string
            create_loop_from_tasks loop_name:string! task_ids:array! loop_description:string
            create_task title:string! body:string loop_id:string priority:string
            delete_task task_id:string!
            get_loop loop_id:string!
            get_loop_queue
            get_next_work
            get_queue_stats
            get_task task_id:string!
            get_workflow workflow:string!
            get_workspace
            list_loops
            list_tasks priority:string status:string
            reopen_loop loop_id:string!
            reorder_loops loop_ids:array!
            set_loop_priority loop_id:string! priority:number!
            ship_loop loop_id:string!
            update_task task_id:string! body:string due_date:string loop_id:string priority:string status:string title:string
            """;

    private static final Comparator<String> REQUIRED_FIRST = Comparator.<String, Boolean>comparing(
                    argument -> !argument.endsWith("!"))
            .thenComparing(text -> text);

    @Test
    void theToolsAndTheirArgumentsAreThoseOfTheSeed() {
        assertThat(new TestQueue().tools().stream().map(SeedTest::written).collect(Collectors.joining("\n")))
                .isEqualTo(
                        TOOLS.lines().map(line -> normal(line.split(" ", -1))).collect(Collectors.joining("\n")));
    }

    private static String written(Tool<?> tool) {
        var schema = ToolShapes.of(tool).json();
        var required =
                schema.path("required").valueStream().map(JsonNode::asString).toList();
        var arguments = schema.path("properties").properties().stream()
                .map(property -> " " + property.getKey() + ":" + type(property.getValue())
                        + (required.contains(property.getKey()) ? "!" : ""))
                .collect(Collectors.joining());
        return normal((tool.definition().name().replaceFirst("^loopsmcp_", "") + arguments).split(" ", -1));
    }

    /** Without the null that clears. */
    private static String type(JsonNode property) {
        var type = property.path("type");
        return type.isArray() ? type.get(0).asString() : type.asString();
    }

    private static String normal(String[] words) {
        return words[0]
                + Arrays.stream(words)
                        .skip(1)
                        .sorted(REQUIRED_FIRST)
                        .map(word -> " " + word)
                        .collect(Collectors.joining());
    }
}

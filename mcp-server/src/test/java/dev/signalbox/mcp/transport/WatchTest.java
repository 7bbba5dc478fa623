package dev.signalbox.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcp.McpTest;
import dev.signalbox.mcp.fake.FakePlatform.Said;
import dev.signalbox.mcp.platform.Json;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;

/** A run watched live is watched for a while, and for no longer. */
class WatchTest extends McpTest {

    private static final String WORKFLOW = "0198a000-0000-7000-8000-0000000000cc";
    private static final String RUN = "0198a000-0000-7000-8000-0000000000dd";
    private static final String PATH = "/v1/workflows/" + WORKFLOW + "/stream";

    @Test
    void whatHappensUntilTheEndIsReturned() {
        PLATFORM.streams(PATH, events(1, 3));

        JsonNode watched = watch("").path("structuredContent");

        assertThat(watched.path("items").size()).isEqualTo(3);
        assertThat(watched.path("next_seq").asLong()).isEqualTo(3);
        assertThat(watched.path("ended_by").asString()).isEqualTo("run_ended");
        assertThat(PLATFORM.asked("GET " + PATH)).singleElement().satisfies(asked -> {
            assertThat(asked.path()).contains("run_id=" + RUN, "after_seq=0").doesNotContain("max_");
            assertThat(asked.header("X-Mcp-Tool")).isEqualTo("workflows_stream_websocket");
        });
    }

    @Test
    void nothingThatHappenedLeavesTheCursorWhereItWas() {
        PLATFORM.streams(PATH, Flux.empty());

        assertThat(watch(",\"after_seq\":7").at("/structuredContent/next_seq").asLong())
                .isEqualTo(7);
    }

    @Test
    void itEndsAfterTheFramesThatWereAskedFor() {
        PLATFORM.streams(PATH, events(1, 1000));

        JsonNode watched = watch(",\"max_frames\":5").path("structuredContent");

        assertThat(watched.path("items").size()).isEqualTo(5);
        assertThat(watched.path("next_seq").asLong()).isEqualTo(5);
        assertThat(watched.path("ended_by").asString()).isEqualTo("frames");
    }

    @Test
    void itEndsAfterTheTimeThatWasAskedFor() {
        PLATFORM.streams(PATH, Flux.concat(events(1, 2), Flux.never()));
        long began = System.nanoTime();

        JsonNode watched = watch(",\"max_seconds\":1").path("structuredContent");

        assertThat(watched.path("items").size()).isEqualTo(2);
        assertThat(watched.path("ended_by").asString()).isEqualTo("seconds");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aResultNeverGrowsBeyondWhatAResultMayHold() {
        PLATFORM.streams(PATH, Flux.range(1, 100).map(seq -> event(seq, "x".repeat(20_000))));

        var response =
                modern().call("workflows_stream_websocket", arguments(",\"max_bytes\":262144,\"max_frames\":100"));
        JsonNode watched = response.result().path("structuredContent");

        assertThat(response.http().body().length()).isLessThanOrEqualTo(256 * 1024);
        assertThat(watched.path("items").size()).isBetween(2, 12);
        assertThat(watched.path("next_seq").asLong())
                .isEqualTo(watched.path("items").size());
        assertThat(watched.path("ended_by").asString()).isEqualTo("bytes");
    }

    @Test
    void aFrameThatIsTooLargeAloneIsSaidSo() {
        PLATFORM.streams(PATH, Flux.just(event(1, "x".repeat(300_000))));

        assertThat(text(watch("")).path("code").asString()).isEqualTo("TOO_LARGE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",\"max_seconds\":31",
                ",\"max_seconds\":0",
                ",\"max_frames\":101",
                ",\"max_frames\":-1",
                ",\"max_bytes\":262145",
                ",\"max_bytes\":99999999999999999999",
                ",\"after_seq\":-1"
            })
    void moreThanTheBoundsIsRefusedAndNothingIsOpened(String more) {
        PLATFORM.streams(PATH, events(1, 3));

        assertThat(text(watch(more)).path("code").asString()).isEqualTo("INVALID_ARGUMENT");
        assertThat(PLATFORM.asked("GET " + PATH)).isEmpty();
    }

    @Test
    void aRunThatIsNotThereIsToldAsByAnyOtherTool() {
        PLATFORM.answers("GET " + PATH, Said.problem(404, "NOT_FOUND", "Run %s does not exist.".formatted(RUN)));

        JsonNode result = watch("");

        assertThat(result.path("isError").asBoolean()).isTrue();
        assertThat(text(result).path("code").asString()).isEqualTo("NOT_FOUND");
    }

    private JsonNode watch(String more) {
        return modern().call("workflows_stream_websocket", arguments(more)).result();
    }

    private static String arguments(String more) {
        return "{\"workflow_id\":\"%s\",\"run_id\":\"%s\"%s}".formatted(WORKFLOW, RUN, more);
    }

    private static Flux<String> events(int from, int to) {
        return Flux.fromIterable(
                IntStream.rangeClosed(from, to).mapToObj(seq -> event(seq, "")).collect(Collectors.toList()));
    }

    private static String event(int seq, String text) {
        return "{\"seq\":%d,\"type\":\"step_completed\",\"data\":{\"text\":\"%s\"},\"at\":\"2026-11-27T00:00:00Z\"}"
                .formatted(seq, text);
    }

    private static JsonNode text(JsonNode result) {
        return Json.MAPPER.readTree(result.at("/content/0/text").asString());
    }
}

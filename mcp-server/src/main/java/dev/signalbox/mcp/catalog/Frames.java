package dev.signalbox.mcp.catalog;

import dev.signalbox.mcp.platform.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Watches a stream for a while. Guarantee: never longer, and never more, than these limits, whatever was asked. */
final class Frames {

    static final int SECONDS = 30;
    static final int FRAMES = 100;
    static final int BYTES = 256 * 1024;

    private final int mostFrames;
    private final int mostBytes;
    private final ArrayNode items = Json.MAPPER.createArrayNode();
    private long nextSeq;
    private int bytes;
    private int onTheWire = ResultSize.ENVELOPE;
    private @Nullable String endedBy;

    private Frames(ObjectNode arguments) {
        this.mostFrames = within(arguments, "max_frames", FRAMES);
        this.mostBytes = within(arguments, "max_bytes", BYTES);
        this.nextSeq = arguments.path("after_seq").asLong(0);
    }

    static Mono<ToolResult> read(Flux<String> frames, ObjectNode arguments) {
        return Mono.defer(() -> {
            var read = new Frames(arguments);
            var time = Duration.ofSeconds(within(arguments, "max_seconds", SECONDS));
            return frames.takeUntilOther(Mono.delay(time).doOnNext(_ -> read.endBy("seconds")))
                    .takeWhile(read::take)
                    .takeUntil(_ -> read.isFull())
                    .then(Mono.fromSupplier(read::result));
        });
    }

    private synchronized boolean take(String text) {
        JsonNode frame = Invisible.removed(Json.MAPPER.readTree(text));
        bytes += text.getBytes(StandardCharsets.UTF_8).length;
        onTheWire += ResultSize.ofItem(frame);
        if (bytes > mostBytes || onTheWire > ResultSize.LIMIT) {
            endBy("bytes");
            return false;
        }
        items.add(frame);
        nextSeq = frame.path("seq").asLong(nextSeq);
        return true;
    }

    private synchronized boolean isFull() {
        if (items.size() >= mostFrames) {
            endBy("frames");
        }
        return endedBy != null;
    }

    private synchronized void endBy(String reason) {
        if (endedBy == null) {
            endedBy = reason;
        }
    }

    private synchronized ToolResult result() {
        if (items.isEmpty() && "bytes".equals(endedBy)) {
            return ToolFailure.tooLarge(onTheWire);
        }
        ObjectNode content = Json.MAPPER.createObjectNode();
        content.set("items", items);
        return ToolResult.answer(
                content.put("next_seq", nextSeq).put("ended_by", endedBy == null ? "run_ended" : endedBy));
    }

    private static int within(ObjectNode arguments, String name, int most) {
        return Math.clamp(arguments.path(name).asInt(most), 1, most);
    }
}

package dev.signalbox.mcp.transport;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import reactor.core.publisher.Mono;

/** Reads the one message of a body, as far as a body may go. */
final class PostedMessage {

    private static final int LARGEST_BODY = 1024 * 1024;

    private PostedMessage() {}

    static Mono<JsonRpcMessage> of(ServerHttpRequest request) {
        MediaType type = request.getHeaders().getContentType();
        if (type == null || !MediaType.APPLICATION_JSON.isCompatibleWith(type)) {
            return Mono.error(new UnsupportedMediaTypeException());
        }
        return DataBufferUtils.join(request.getBody(), LARGEST_BODY)
                .map(PostedMessage::bytes)
                .defaultIfEmpty(new byte[0])
                .map(JsonRpcMessage::parse);
    }

    private static byte[] bytes(DataBuffer buffer) {
        var bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }
}

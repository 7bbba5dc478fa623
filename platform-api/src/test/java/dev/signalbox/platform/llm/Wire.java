package dev.signalbox.platform.llm;

import com.sun.net.httpserver.Headers;
import dev.signalbox.platform.llm.ModelServer.Call;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How one kind of provider reads and writes. */
interface Wire {

    /** What a real provider would refuse; null when nothing. */
    @Nullable
    String problem(Headers headers, JsonNode body);

    String answer(JsonNode question, String text, Call[] calls, boolean cut);

    String error(String message);
}

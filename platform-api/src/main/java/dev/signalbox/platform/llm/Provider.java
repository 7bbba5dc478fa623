package dev.signalbox.platform.llm;

import java.net.URI;
import java.util.List;

/** A configured provider, without its key. */
record Provider(String name, Dialect dialect, URI baseUrl, List<String> models, boolean structuredOutput) {

    boolean offers(String model) {
        return models.isEmpty() || models.contains(model);
    }
}

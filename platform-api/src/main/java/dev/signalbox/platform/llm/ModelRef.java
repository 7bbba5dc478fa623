package dev.signalbox.platform.llm;

import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** @param provider null when the model is named alone, and whichever provider offers it is meant */
record ModelRef(@Nullable String provider, String model) {

    private static final Pattern DIRECT = Pattern.compile("direct\\.([a-z][a-z0-9-]{0,39})\\.(\\S{1,200})");
    private static final Pattern NAME = Pattern.compile("\\S{1,200}");

    /** @throws IllegalArgumentException with a sentence for whoever wrote it */
    static ModelRef of(ModelChoice choice) {
        if ((choice.model() == null) == (choice.modelRef() == null)) {
            throw new IllegalArgumentException("Exactly one of model and model_ref says which model is asked.");
        }
        String text = Objects.requireNonNullElse(choice.modelRef(), String.valueOf(choice.model()));
        var direct = DIRECT.matcher(text);
        if (direct.matches()) {
            return new ModelRef(direct.group(1), direct.group(2));
        }
        if (choice.modelRef() != null || text.startsWith("direct.")) {
            throw new IllegalArgumentException(
                    "A model_ref is direct.<provider>.<model>, for example direct.openai.gpt-4o.");
        }
        if (!NAME.matcher(text).matches()) {
            throw new IllegalArgumentException("A model is named by 1 to 200 characters without spaces.");
        }
        return new ModelRef(null, text);
    }
}

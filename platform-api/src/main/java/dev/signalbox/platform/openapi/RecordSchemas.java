package dev.signalbox.platform.openapi;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Nullness;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Schemas as the wire has them: names in snake case, and required whatever a record's component says is never null. Free JSON says
 * that it is.
 */
@Component
class RecordSchemas extends ModelResolver {

    static final String ANY = "Any JSON.";

    private final SnakeCaseStrategy snake = new SnakeCaseStrategy();

    RecordSchemas() {
        super(mapper());
        openapi31(true);
    }

    private static ObjectMapper mapper() {
        return Json31.mapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
    }

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        Class<?> raw = _mapper.constructType(type.getType()).getRawClass();
        if (JsonNode.class.isAssignableFrom(raw) && !isDescribed(type)) {
            return ObjectNode.class.isAssignableFrom(raw) ? anyObject() : anything();
        }
        Schema<?> schema = super.resolve(type, context, chain);
        if (schema != null && raw.isRecord()) {
            Schema<?> model = schema.get$ref() == null
                    ? schema
                    : context.getDefinedModels().get(name(schema));
            require(model, raw.getRecordComponents());
        }
        return schema;
    }

    private static Schema<?> anything() {
        return new Schema<>().description(ANY);
    }

    private static Schema<?> anyObject() {
        return new Schema<>().types(Set.of("object")).additionalProperties(true).description("Any JSON object.");
    }

    /** What an annotation says about free JSON goes before. */
    private static boolean isDescribed(AnnotatedType type) {
        return type.getCtxAnnotations() != null
                && Arrays.stream(type.getCtxAnnotations())
                        .anyMatch(annotation -> annotation instanceof io.swagger.v3.oas.annotations.media.Schema schema
                                && schema.implementation() != Void.class);
    }

    private void require(@Nullable Schema<?> model, RecordComponent... components) {
        if (model != null && model.getProperties() != null) {
            List<String> required = Arrays.stream(components)
                    .filter(component -> component.getType().isPrimitive()
                            || Nullness.forMethodReturnType(component.getAccessor()) != Nullness.NULLABLE)
                    .map(component -> snake.translate(component.getName()))
                    .filter(model.getProperties()::containsKey)
                    .toList();
            model.setRequired(required.isEmpty() ? null : required);
        }
    }

    private static String name(Schema<?> reference) {
        String ref = reference.get$ref();
        return ref.substring(ref.lastIndexOf('/') + 1);
    }
}

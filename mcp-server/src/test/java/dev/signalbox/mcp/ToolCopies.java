package dev.signalbox.mcp;

import dev.signalbox.mcp.catalog.Meaning;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.Tool;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.catalog.Verb;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationElement;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.ClassFile;
import java.lang.classfile.MethodModel;
import java.lang.classfile.attribute.RuntimeVisibleAnnotationsAttribute;
import java.lang.constant.ClassDesc;
import java.lang.invoke.MethodHandles;
import java.util.List;
import java.util.UUID;

/** Copies of one tool under other names: a catalogue wants a record for each, and nobody would write hundreds. */
final class ToolCopies {

    private ToolCopies() {}

    @Tool(
            name = "copied",
            group = ToolGroup.CORE,
            risk = Risk.STANDARD,
            scope = "workflow:read",
            method = Verb.GET,
            path = "/v1/workflows/{workflow_id}",
            title = "Read a workflow",
            description = "Reads one workflow with the graph of its draft.",
            readOnly = true,
            destructive = false,
            idempotent = true,
            openWorld = false,
            answer = Answer.class)
    record Copied(@Meaning("Id of the workflow.") UUID workflowId) {}

    /** What all of them answer. */
    record Answer(String id, String name) {}

    static Class<? extends Record> numbered(int number) {
        String name = "tool_%04d".formatted(number);
        try (var bytes = Copied.class.getResourceAsStream("ToolCopies$Copied.class")) {
            var file = ClassFile.of();
            var model = file.parse(bytes.readAllBytes());
            var copy = file.transformClass(
                    model, ClassDesc.of("dev.signalbox.mcp.ToolCopy" + number), (builder, element) -> {
                        switch (element) {
                            case RuntimeVisibleAnnotationsAttribute annotations ->
                                builder.with(RuntimeVisibleAnnotationsAttribute.of(annotations.annotations().stream()
                                        .map(annotation -> renamed(annotation, name))
                                        .toList()));
                            case java.lang.classfile.attribute.InnerClassesAttribute _ -> {}
                            case java.lang.classfile.attribute.NestHostAttribute _ -> {}
                            // They speak of the class by its old name, and nobody calls them
                            case MethodModel _ -> {}
                            default -> builder.with(element);
                        }
                    });
            return MethodHandles.lookup().defineClass(copy).asSubclass(Record.class);
        } catch (IOException | IllegalAccessException impossible) {
            throw new UncheckedIOException(new IOException(impossible));
        }
    }

    private static Annotation renamed(Annotation annotation, String name) {
        List<AnnotationElement> elements = annotation.elements().stream()
                .map(element -> element.name().equalsString("name")
                        ? AnnotationElement.of("name", AnnotationValue.ofString(name))
                        : element)
                .toList();
        return Annotation.of(annotation.classSymbol(), elements);
    }
}

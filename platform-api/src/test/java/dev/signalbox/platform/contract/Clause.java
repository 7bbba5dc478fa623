package dev.signalbox.platform.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the sentences and table rows of {@code docs/workflows.md} that a test proves: each by its first words without markup, as
 * many as tell it from all others. Cells of a row are joined by {@code " | "}. {@link ContractTest} holds both together.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Clause {

    String[] value();
}

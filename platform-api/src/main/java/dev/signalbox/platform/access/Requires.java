package dev.signalbox.platform.access;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The scope of an operation. It stands on the controller's method, is checked before the body is read, and is published as
 * {@code x-required-scope}. See ADR 7.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Requires {
    Scope value();

    /** The credential must carry the scope, but the role is judged by the service, in the project that the address names. */
    boolean roleInProject() default false;

    /** Whether a run token, too, may call it: then it must look whether the workflow is the token's. */
    boolean alsoByRunToken() default false;
}

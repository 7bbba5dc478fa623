/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says what a component of an argument or settings record means; it becomes the {@code description} of its property in
 * the JSON Schema, which is what people and models read.
 *
 * <p><b>Names.</b> {@code baseUrl} becomes {@code base_url}.
 *
 * <p><b>Types.</b> {@code String}, {@code boolean}, {@code int}, {@code long}, {@code double} and their boxes,
 * {@code BigDecimal}, {@code BigInteger}, enums (constants in lower case), {@link java.net.URI}, {@link java.util.UUID},
 * {@link java.time.Instant}, {@link java.time.Duration} (ISO 8601, such as {@code PT30S}), records, {@code List},
 * {@code Set}, {@code Map<String, …>}, {@code Object} for any JSON value, and {@code Optional} of any of these. Anything
 * else makes the platform refuse the connector when it is loaded.
 *
 * <p><b>Required</b> is every component, except {@code Optional}, {@code List}, {@code Set} and {@code Map} (empty when
 * absent), those annotated {@code @Nullable} by an annotation the plugin brings along, and those with a {@link Default}.
 *
 * @since 0.1
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Description {

    /**
     * The text.
     *
     * @return one or two sentences
     */
    String value();
}

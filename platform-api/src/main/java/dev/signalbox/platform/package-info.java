/** The platform: tenants, workflows and durable runs, served over HTTP. */
@NullMarked
package dev.signalbox.platform;

import org.jspecify.annotations.NullMarked;

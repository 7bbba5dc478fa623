/** A work queue that agents share: tasks, gathered in loops that have an order. */
@NullMarked
package dev.signalbox.connector.workqueue;

import org.jspecify.annotations.NullMarked;

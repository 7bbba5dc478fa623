/** What a tool is: one annotated record, its schemas, who sees it, and how a call of it is carried out. */
@NullMarked
package dev.signalbox.mcp.catalog;

import org.jspecify.annotations.NullMarked;

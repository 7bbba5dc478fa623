/** Prompts: what a person can pick to have an agent do a whole piece of work. */
@NullMarked
package dev.signalbox.mcp.prompts;

import org.jspecify.annotations.NullMarked;

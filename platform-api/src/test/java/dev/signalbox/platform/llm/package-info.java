/** Tests of the language models, and a provider that others test against. */
@org.jspecify.annotations.NullUnmarked
package dev.signalbox.platform.llm;

package dev.signalbox.platform.llm;

/** @param arguments as the model wrote them: meant to be a JSON object, but nobody has checked */
public record ToolRequest(String id, String name, String arguments) {}

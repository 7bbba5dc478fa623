package dev.signalbox.console.platform;

/** Something with the tag that proves, when it is written back, that nobody changed it meanwhile. */
public record Tagged<T>(T value, String tag) {}

package dev.signalbox.platform.access;

import java.util.List;

/**
 * Whom a token makes a caller.
 *
 * @param audience the resources it was made for; empty when it is good for any that takes its kind
 */
public record Holder(Caller caller, List<String> audience) {}

package dev.signalbox.platform.audit;

/**
 * Where a chain stands.
 *
 * @param hash of the entry at the position, in hex; empty before the first one
 */
record Link(long position, String hash) {

    static final Link NONE = new Link(0, "");
}

package dev.signalbox.platform.audit;

import org.jspecify.annotations.Nullable;

/**
 * @param entries how many entries were walked
 * @param head the hash of the last one: keep it elsewhere to notice a cut
 * @param signedEntries up to where a signed head confirms what was walked; 0 when none does
 * @param brokenAt the first position at which the chain is not what it was
 * @param reason what is wrong there
 */
record Verification(
        boolean intact,
        long entries,
        String head,
        long signedEntries,
        @Nullable Long brokenAt,
        @Nullable Reason reason) {

    static final Verification START = new Verification(true, 0, "", 0, null, null);

    /** What can be wrong with a chain. */
    enum Reason {
        /** The entry was changed, or one before it is missing. */
        CHANGED,
        /** Entries are missing at the end. */
        CUT,
        /** The chain follows, but another one was signed: it was written anew. */
        REWRITTEN,
        /** A head here is not signed by a key of ours. */
        FORGED
    }

    Verification next(AuditEvent event) {
        Link expected = AuditChain.next(new Link(entries, head), event);
        return expected.equals(event.link())
                ? new Verification(true, expected.position(), expected.hash(), signedEntries, null, null)
                : broken(expected.position(), Reason.CHANGED);
    }

    /** @param end where the chain is known to come through */
    Verification through(Link end) {
        return intact && entries == end.position() && !head.equals(end.hash())
                ? broken(entries, Reason.REWRITTEN)
                : this;
    }

    /** @param ours whether a key of ours vouches for it */
    Verification signed(SignedHead signed, boolean ours) {
        if (!ours) {
            return broken(entries, Reason.FORGED);
        }
        return signed.hash().equals(head)
                ? new Verification(true, entries, head, entries, null, null)
                : broken(entries, Reason.REWRITTEN);
    }

    /** What was cut off leaves no gap, but it is missing from where the chain has been. */
    Verification reaching(long position) {
        return intact && entries < position ? broken(entries + 1, Reason.CUT) : this;
    }

    /** What was added by another hand than the sequencer's lies beyond the end. */
    Verification within(long end) {
        return intact && entries > end ? broken(end + 1, Reason.REWRITTEN) : this;
    }

    private Verification broken(long position, Reason why) {
        return new Verification(false, entries, head, signedEntries, position, why);
    }
}

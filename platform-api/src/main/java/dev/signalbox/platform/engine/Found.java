package dev.signalbox.platform.engine;

import java.util.ArrayList;
import java.util.List;

/** What a look over the steps has found to do. */
final class Found {

    private final List<Decision> records = new ArrayList<>();
    private final List<Decision> effects = new ArrayList<>();

    void add(Decision decision) {
        (decision instanceof Decision.Record ? records : effects).add(decision);
    }

    boolean hasRecords() {
        return !records.isEmpty();
    }

    /** Records first. */
    List<Decision> all() {
        List<Decision> all = new ArrayList<>(records);
        all.addAll(effects);
        return all;
    }
}

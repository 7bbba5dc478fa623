package dev.signalbox.connector.remotemcp;

import dev.signalbox.connector.ConnectorJson;
import dev.signalbox.connector.ConnectorStore;
import dev.signalbox.connector.ConnectorStore.Document;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.connector.ToolReview.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The definitions that a person has agreed to, and what differs from them. Kept in documents, so that every node offers the same
 * and another start forgets nothing.
 */
final class Pins {

    private static final String PIN = "pin/";
    private static final String WAITING = "waiting/";
    private static final String LOOK = "look";
    private static final int PAGE = 200;

    private final ConnectorStore store;
    private final ConnectorJson json;

    Pins(ConnectorStore store, ConnectorJson json) {
        this.store = store;
        this.json = json;
    }

    Pinned load() throws InterruptedException {
        var pins = new TreeMap<String, Definition>();
        for (var document : all(PIN)) {
            pins.put(document.key().substring(PIN.length()), Definition.of(new Said(document.content())));
        }
        var waiting = new TreeMap<String, Waiting>();
        for (var document : all(WAITING)) {
            var one = Waiting.of(document.key().substring(WAITING.length()), document);
            waiting.put(one.tool(), one);
        }
        return new Pinned(pins, waiting, store.find(LOOK).orElse(null));
    }

    /** Agrees to everything the first time, and to nothing by itself afterwards. */
    void compare(Offers offers) throws InterruptedException {
        var before = load();
        if (before.neverLooked()) {
            for (var offer : offers.usable().entrySet()) {
                insert(PIN + offer.getKey(), offer.getValue().kept());
            }
        } else {
            for (var offer : offers.usable().entrySet()) {
                compare(offer.getKey(), offer.getValue(), before);
            }
            findGone(offers, before);
        }
        remember(offers, before.look());
    }

    /** @throws ToolException when something else waits than was shown, or nothing */
    void approve(String tool, String fingerprint) throws InterruptedException {
        var found = store.find(WAITING + tool)
                .orElseThrow(() -> new ToolException(Reason.NOT_FOUND, "Nothing waits for tool " + tool + "."));
        var waiting = Waiting.of(tool, found);
        if (!waiting.fingerprint().equals(fingerprint)) {
            throw new ToolException(
                    Reason.CONFLICT, "Tool " + tool + " has changed again since this was shown; look once more.");
        }
        if (waiting.kind() == Kind.GONE) {
            store.delete(PIN + tool);
        } else {
            put(PIN + tool, waiting.definition().kept());
        }
        // The pin first: when this is not reached, the next look finds that they are the same.
        store.delete(WAITING + tool);
    }

    private void compare(String tool, Definition offered, Pinned before) throws InterruptedException {
        var pinned = before.pins().get(tool);
        var hash = offered.hash(json);
        if (pinned == null) {
            wait(new Waiting(tool, Kind.NEW, hash, Difference.of(offered), offered, null), before);
        } else if (!pinned.hash(json).equals(hash)) {
            wait(new Waiting(tool, Kind.CHANGED, hash, Difference.between(pinned, offered), offered, null), before);
        } else {
            settle(tool, before);
        }
    }

    private void findGone(Offers offers, Pinned before) throws InterruptedException {
        for (var pin : before.pins().entrySet()) {
            if (!offers.usable().containsKey(pin.getKey())) {
                var definition = pin.getValue();
                var why = offers.refused().get(definition.remoteName());
                var line = why == null
                        ? "The server does not offer it any more."
                        : "The server still has it, but it cannot be offered: " + why + ".";
                var gone = "gone-" + definition.hash(json);
                wait(new Waiting(pin.getKey(), Kind.GONE, gone, List.of(line), definition, null), before);
            }
        }
        for (var tool : before.waiting().keySet()) {
            if (!offers.usable().containsKey(tool) && !before.pins().containsKey(tool)) {
                settle(tool, before);
            }
        }
    }

    private void wait(Waiting now, Pinned before) throws InterruptedException {
        var known = before.waiting().get(now.tool());
        if (known == null || !known.fingerprint().equals(now.fingerprint())) {
            put(WAITING + now.tool(), now.kept());
        }
    }

    private void settle(String tool, Pinned before) throws InterruptedException {
        if (before.waiting().containsKey(tool)) {
            store.delete(WAITING + tool);
        }
    }

    private void remember(Offers offers, @Nullable Document look) throws InterruptedException {
        var content = new LinkedHashMap<String, @Nullable Object>();
        content.put("refused", offers.refused());
        if (look == null) {
            insert(LOOK, content);
        } else {
            replace(look, content);
        }
    }

    private void put(String key, Map<String, @Nullable Object> content) throws InterruptedException {
        var known = store.find(key);
        if (known.isPresent()) {
            replace(known.get(), content);
        } else {
            insert(key, content);
        }
    }

    private void insert(String key, Map<String, @Nullable Object> content) throws InterruptedException {
        unlessAnotherDid(() -> store.insert(key, content));
    }

    private void replace(Document seen, Map<String, @Nullable Object> content) throws InterruptedException {
        unlessAnotherDid(() -> store.replace(seen, content));
    }

    private interface Write {
        Document run() throws InterruptedException;
    }

    /** Another node that looks at the same time writes the same; when the server told them different things, the next look tells. */
    private static void unlessAnotherDid(Write write) throws InterruptedException {
        try {
            write.run();
        } catch (ToolException failed) {
            if (failed.reason() != Reason.CONFLICT) {
                throw failed;
            }
        }
    }

    private List<Document> all(String prefix) throws InterruptedException {
        var all = new ArrayList<Document>();
        var page = store.list(prefix, "", PAGE);
        while (!page.isEmpty()) {
            all.addAll(page);
            page = page.size() < PAGE
                    ? List.of()
                    : store.list(prefix, page.getLast().key(), PAGE);
        }
        return all;
    }
}

package dev.signalbox.console.shell;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.html.Div;
import dev.signalbox.console.platform.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a list that is read page by page. The next page is read when its end comes into view, or when the button there is
 * pressed. A row whose item did not change keeps its component, so that a refresh moves nothing under the reader's hands.
 */
@JavaScript("context://console/more.js")
public final class RowList<T> extends Div {

    /** Reads what follows a cursor; null means from the top. */
    public interface Reader<T> {
        Page<T> read(@Nullable String cursor, int limit);
    }

    private record Row<T>(T item, Component component) {}

    private static final int STEP = 50;
    private static final int MOST_AT_ONCE = 200;

    private final Function<T, String> id;
    private final Function<T, Component> draw;
    private final Component whenEmpty;
    private final Div rows = new Div();
    private final Button more = new Button("Show more");
    private final List<T> items = new ArrayList<>();
    private final Map<String, Row<T>> drawn = new HashMap<>();
    private Reader<T> reader = (_, _) -> Page.empty();
    private @Nullable String next;

    public RowList(Function<T, String> id, Function<T, Component> draw, Component whenEmpty) {
        this.id = id;
        this.draw = draw;
        this.whenEmpty = whenEmpty;
        addClassName("sb-list");
        rows.addClassName("sb-rows");
        rows.getElement().setAttribute("role", "list");
        more.addClassName("sb-more");
        more.addClickListener(click -> append());
        more.getElement().executeJs("window.signalbox.pressWhenSeen(this)");
        add(rows, whenEmpty, more);
    }

    /** Reads from the top, from here on with this reader. */
    public void read(Reader<T> from) {
        reader = from;
        items.clear();
        append();
    }

    private void append() {
        Page<T> page = reader.read(items.isEmpty() ? null : next, STEP);
        items.addAll(page.items());
        next = page.nextCursor();
        render();
    }

    /** What a refresh shows: as many items as are shown now. Reads only, so it may run anywhere. */
    public Page<T> again() {
        int wanted = Math.max(STEP, Math.min(items.size(), MOST_AT_ONCE));
        return reader.read(null, wanted);
    }

    /** Puts the freshly read top in place of the old one; what was read below it stays. */
    public void show(Page<T> top) {
        var ids = top.items().stream().map(id).toList();
        var below = top.nextCursor() == null || items.size() <= top.items().size()
                ? List.<T>of()
                : List.copyOf(items.subList(top.items().size(), items.size()));
        items.clear();
        items.addAll(top.items());
        below.stream().filter(item -> !ids.contains(id.apply(item))).forEach(items::add);
        if (below.isEmpty()) {
            next = top.nextCursor();
        }
        render();
    }

    private void render() {
        for (int i = 0; i < items.size(); i++) {
            Component component = component(items.get(i));
            if (i >= rows.getComponentCount() || rows.getComponentAt(i) != component) {
                rows.addComponentAtIndex(i, component);
            }
        }
        while (rows.getComponentCount() > items.size()) {
            rows.remove(rows.getComponentAt(items.size()));
        }
        drawn.keySet().retainAll(items.stream().map(id).toList());
        whenEmpty.setVisible(items.isEmpty());
        rows.setVisible(!items.isEmpty());
        more.setVisible(next != null);
    }

    private Component component(T item) {
        String key = id.apply(item);
        Row<T> known = drawn.get(key);
        if (known != null && Objects.equals(known.item(), item)) {
            return known.component();
        }
        if (known != null) {
            known.component().getElement().removeFromParent();
        }
        Component fresh = draw.apply(item);
        fresh.getElement().setAttribute("role", "listitem");
        drawn.put(key, new Row<>(item, fresh));
        return fresh;
    }
}

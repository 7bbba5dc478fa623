package dev.signalbox.connector.postgres;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads PostgreSQL's text of an array, such as {@code {1,NULL,"a,b",{2}}}: texts, nulls, and lists of these. */
final class ArrayText {

    private final String text;
    private int at;

    private ArrayText(String text) {
        this.text = text;
    }

    static List<@Nullable Object> read(String text) {
        return new ArrayText(text).list();
    }

    private List<@Nullable Object> list() {
        var list = new ArrayList<@Nullable Object>();
        at++; // {
        while (text.charAt(at) != '}') {
            list.add(element());
            if (text.charAt(at) == ',') {
                at++;
            }
        }
        at++;
        return list;
    }

    private @Nullable Object element() {
        return switch (text.charAt(at)) {
            case '{' -> list();
            case '"' -> quoted();
            default -> bare();
        };
    }

    private String quoted() {
        var value = new StringBuilder();
        for (at++; text.charAt(at) != '"'; at++) {
            if (text.charAt(at) == '\\') {
                at++;
            }
            value.append(text.charAt(at));
        }
        at++;
        return value.toString();
    }

    private @Nullable String bare() {
        int from = at;
        while (text.charAt(at) != ',' && text.charAt(at) != '}') {
            at++;
        }
        var value = text.substring(from, at);
        return value.equals("NULL") ? null : value;
    }
}

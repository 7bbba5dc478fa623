package dev.signalbox.connector.postgres;

import dev.signalbox.connector.ConnectorJson;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads rows until there are enough of them, in number or in size, and says whether more follow. */
final class Rows {

    /** The platform takes results of up to 1 MiB; names, brackets and escapes need the rest. */
    private static final int MOST_TEXT = 300_000;

    private final CellValues cells;

    Rows(ConnectorJson json) {
        this.cells = new CellValues(json);
    }

    record Column(String name, String type) {}

    record Page(List<Column> columns, List<Map<String, @Nullable Object>> rows, boolean hasMore) {

        Map<String, @Nullable Object> toMap() {
            var result = new LinkedHashMap<String, @Nullable Object>();
            result.put("columns", columns);
            result.put("rows", rows);
            result.put("row_count", rows.size());
            result.put("has_more", hasMore);
            return result;
        }
    }

    Page read(ResultSet found, int maxRows) throws SQLException {
        var columns = columns(found);
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        int size = 0;
        boolean more = false;
        while (!more && found.next()) {
            var texts = texts(found, columns.size());
            size += size(texts, columns);
            more = rows.size() == maxRows || size > MOST_TEXT;
            if (!more) {
                rows.add(row(columns, texts));
            } else if (rows.isEmpty()) {
                throw new ToolException(
                        Reason.INVALID_ARGUMENT,
                        "One row is larger than %d characters; select fewer columns, or a part with substring."
                                .formatted(MOST_TEXT));
            }
        }
        return new Page(columns, rows, more);
    }

    private static List<Column> columns(ResultSet found) throws SQLException {
        var described = found.getMetaData();
        var columns = new ArrayList<Column>();
        for (int i = 1; i <= described.getColumnCount(); i++) {
            columns.add(new Column(unused(columns, described.getColumnLabel(i)), described.getColumnTypeName(i)));
        }
        return columns;
    }

    /** Two columns of one name are {@code id} and {@code id_2}: an object has each name once. */
    private static String unused(List<Column> columns, String label) {
        var name = label;
        for (int n = 2; names(columns).contains(name); n++) {
            name = label + "_" + n;
        }
        return name;
    }

    private static List<String> names(List<Column> columns) {
        return columns.stream().map(Column::name).toList();
    }

    private static List<@Nullable String> texts(ResultSet found, int columns) throws SQLException {
        var texts = new ArrayList<@Nullable String>(columns);
        for (int i = 1; i <= columns; i++) {
            texts.add(found.getString(i));
        }
        return texts;
    }

    private static int size(List<@Nullable String> texts, List<Column> columns) {
        int size = 0;
        for (int i = 0; i < texts.size(); i++) {
            var text = texts.get(i);
            size += columns.get(i).name().length() + (text == null ? 4 : text.length());
        }
        return size;
    }

    private Map<String, @Nullable Object> row(List<Column> columns, List<@Nullable String> texts) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i).name(), cells.value(columns.get(i).type(), texts.get(i)));
        }
        return row;
    }
}

package dev.signalbox.connector.postgres;

import dev.signalbox.connector.ConnectorJson;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values go out as text of no type, so that PostgreSQL gives them the type their place wants: a date, a uuid, an int. */
record Parameters(ConnectorJson json) {

    void bind(PreparedStatement statement, List<? extends @Nullable Object> values) throws SQLException {
        for (int i = 0; i < values.size(); i++) {
            var value = values.get(i);
            if (value == null) {
                statement.setNull(i + 1, Types.NULL);
            } else {
                statement.setString(i + 1, text(value));
            }
        }
    }

    private String text(Object value) {
        return switch (value) {
            case Map<?, ?> object -> json.write(object);
            case List<?> list -> array(list);
            default -> value.toString();
        };
    }

    private String array(List<?> list) {
        return list.stream().map(this::element).collect(Collectors.joining(",", "{", "}"));
    }

    private String element(@Nullable Object element) {
        return switch (element) {
            case null -> "NULL";
            case List<?> inner -> array(inner);
            default -> '"' + text(element).replace("\\", "\\\\").replace("\"", "\\\"") + '"';
        };
    }
}

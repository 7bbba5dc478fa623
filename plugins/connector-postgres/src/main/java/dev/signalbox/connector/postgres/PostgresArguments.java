package dev.signalbox.connector.postgres;

import dev.signalbox.connector.Description;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the tools take. */
final class PostgresArguments {

    static final String SQL =
            "One statement. Each ? stands for the next of the parameters; an operator with a question "
                    + "mark is written with two.";
    static final String PARAMETERS = "The values, in order. Their types follow from the statement; cast where they do "
            + "not: ?::int. A list becomes an array, an object becomes JSON.";

    private PostgresArguments() {}

    record Query(
            @Description(SQL) String sql,
            @Description(PARAMETERS) List<@Nullable Object> parameters,

            @Description("At most this many rows; the instance may allow fewer.")
            Optional<Integer> maxRows) {}

    record Execute(
            @Description(SQL) String sql,
            @Description(PARAMETERS) List<@Nullable Object> parameters) {}

    record Tables(
            @Description("Only tables of this schema.") Optional<String> schema) {}
}

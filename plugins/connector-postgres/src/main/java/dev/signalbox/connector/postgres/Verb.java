package dev.signalbox.connector.postgres;

import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.util.Locale;
import java.util.Set;

/**
 * The first word of a statement. It decides what is worth sending, never what is safe: that the transaction only reads is the
 * server's to enforce. What cannot be made out is no reading verb.
 */
record Verb(String word) {

    private static final Set<String> READING = Set.of("select", "with", "values", "table", "show", "explain");

    /** Each call is one transaction: these would end it, or speak a protocol of their own. */
    private static final Set<String> FRAMING =
            Set.of("begin", "start", "commit", "end", "rollback", "abort", "savepoint", "release", "prepare", "copy");

    static Verb of(String sql) {
        int start = skipBlank(sql, 0);
        int end = start;
        while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
            end++;
        }
        return new Verb(sql.substring(start, end).toLowerCase(Locale.ROOT));
    }

    void requireReading() {
        if (!READING.contains(word)) {
            throw new ToolException(
                    Reason.INVALID_ARGUMENT,
                    "postgres_query runs SELECT, WITH, VALUES, TABLE, SHOW and EXPLAIN. "
                            + "What changes data goes to postgres_execute, where the instance allows it.");
        }
    }

    void requireWholeTransaction() {
        if (word.isEmpty()) {
            throw new ToolException(Reason.INVALID_ARGUMENT, "There is no statement in sql.");
        }
        if (FRAMING.contains(word)) {
            throw new ToolException(
                    Reason.INVALID_ARGUMENT,
                    "Each call is a transaction of its own, so it cannot run " + word.toUpperCase(Locale.ROOT) + ".");
        }
    }

    /** Comments of PostgreSQL nest; taking an inner end for the outer one would read a word that the server does not. */
    private static int skipBlank(String sql, int from) {
        int at = from;
        int depth = 0;
        while (at < sql.length()) {
            if (sql.startsWith("/*", at)) {
                depth++;
                at += 2;
            } else if (depth > 0 && sql.startsWith("*/", at)) {
                depth--;
                at += 2;
            } else if (depth == 0 && sql.startsWith("--", at)) {
                at = endOfLine(sql, at);
            } else if (depth > 0 || sql.charAt(at) == '(' || Character.isWhitespace(sql.charAt(at))) {
                at++;
            } else {
                return at;
            }
        }
        return sql.length();
    }

    private static int endOfLine(String sql, int from) {
        int at = from;
        while (at < sql.length() && sql.charAt(at) != '\n' && sql.charAt(at) != '\r') {
            at++;
        }
        return at;
    }
}

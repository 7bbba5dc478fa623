package dev.signalbox.connector.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerbTest {

    @ParameterizedTest
    @CsvSource({
        "select 1, select",
        "'  SELECT 1', select",
        "((select 1)), select",
        "/* a */ with x, with",
        "/* select /* select */ select */ copy x, copy",
        "/*/ select */ copy x, copy",
        "'-- select\ncopy x', copy",
        "'-- select\rcopy x', copy",
        "select/**/1, select",
        "select_all(), select"
    })
    void theFirstWordIsFoundBehindCommentsAndBrackets(String sql, String word) {
        assertThat(Verb.of(sql).word()).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({"'', ''", "'/* select', ''", "'-- select', ''", "';select 1', ''", "'\"select\"', ''"})
    void whatCannotBeMadeOutIsNoWord(String sql, String word) {
        assertThat(Verb.of(sql).word()).isEqualTo(word);
    }
}

package dev.signalbox.platform.triggers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.platform.problem.ApiException;
import java.time.LocalDate;
import java.time.LocalTime;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CronTest {

    private static final LocalDate FRIDAY_13 = LocalDate.of(2026, 11, 13);
    private static final LocalDate FRIDAY_20 = LocalDate.of(2026, 11, 20);
    private static final LocalDate SATURDAY_14 = LocalDate.of(2026, 11, 14);

    @ParameterizedTest
    @CsvSource({
        "@hourly, 0 * * * *",
        "@daily, 0 0 * * *",
        "@midnight, 0 0 * * *",
        "@weekly, 0 0 * * 0",
        "@monthly, 0 0 1 * *",
        "@yearly, 0 0 1 1 *",
        "@annually, 0 0 1 1 *"
    })
    void aNameStandsForItsFields(String name, String fields) {
        assertThat(Cron.of(name)).isEqualTo(Cron.of(fields));
    }

    @Test
    void listsRangesAndStepsAddUp() {
        assertThat(Cron.of("5,10-12,*/30 9 * * *").times())
                .extracting(LocalTime::getMinute)
                .containsExactly(0, 5, 10, 11, 12, 30);
    }

    @Test
    void namesOfMonthsAndDaysAreNumbers() {
        assertThat(Cron.of("0 9 * jan-Mar MON-fri")).isEqualTo(Cron.of("0 9 * 1-3 1-5"));
    }

    @Test
    void sundayIsZeroAndSeven() {
        assertThat(Cron.of("0 9 * * 7")).isEqualTo(Cron.of("0 9 * * 0"));
        assertThat(Cron.of("0 9 * * 5-7")).isEqualTo(Cron.of("0 9 * * 5,6,0"));
    }

    @Test
    void ofTwoFieldsForDaysThatRestrictOneIsEnough() {
        var cron = Cron.of("0 9 13 * FRI");

        assertThat(cron.isOn(FRIDAY_13)).isTrue();
        assertThat(cron.isOn(FRIDAY_20)).isTrue();
        assertThat(cron.isOn(SATURDAY_14)).isFalse();
    }

    @Test
    void aFieldForDaysThatBeginsWithAStarDoesNotMakeUpForTheOther() {
        assertThat(Cron.of("0 9 * * FRI").isOn(SATURDAY_14)).isFalse();
        assertThat(Cron.of("0 9 13 * *").isOn(FRIDAY_20)).isFalse();
        assertThat(Cron.of("0 9 */2 * FRI").isOn(FRIDAY_13)).isTrue();
        assertThat(Cron.of("0 9 */2 * FRI").isOn(FRIDAY_20)).isFalse();
    }

    @Test
    void everyHourIsSaidInManyWays() {
        assertThat(Cron.of("*/15 * * * *").isHourly()).isTrue();
        assertThat(Cron.of("30 0-23 * * 1").isHourly()).isTrue();
        assertThat(Cron.of("0 */2 * * *").isHourly()).isFalse();
    }

    @Nested
    class Refused {

        @ParameterizedTest
        @CsvSource({
            "'', has 0",
            "0 9 * *, has 4",
            "0 0 9 * * *, has 6",
            "@fortnightly, @hourly",
            "60 9 * * *, minute: 60 is not between 0 and 59",
            "0 24 * * *, hour: 24 is not between 0 and 23",
            "0 9 0 * *, day of month: 0",
            "0 9 * 13 *, month: 13",
            "0 9 * * 8, day of week: 8",
            "0 9 ? * *, day of month",
            "0 9 L * *, day of month",
            "0 9 * * FRI#2, day of week",
            "0 9 * * monday, day of week",
            "5/15 9 * * *, minute",
            "*/0 9 * * *, minute",
            "*/5/5 9 * * *, minute",
            "'1,,2 9 * * *', minute",
            "0 9 * * -1, day of week",
            "0 22-2 * * *, backwards"
        })
        void withTheFieldAtFault(String expression, String told) {
            assertThatThrownBy(() -> Cron.of(expression))
                    .isInstanceOf(ApiException.class)
                    .hasMessageStartingWith("cron: ")
                    .hasMessageContaining(told);
        }
    }
}

package dev.signalbox.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class RunJournalApiTest extends ApiTest {

    @Test
    void aPartForAMonthToComeIsClosedLikeTheOthers() throws SQLException {
        try (var connection = database().app().open();
                var make = connection.createStatement()) {
            make.execute("select make_run_event_part(date '2031-05-17'), make_run_event_part(date '2031-05-18')");
        }

        try (var connection = database().admin().open();
                var look = connection.createStatement();
                var part = look.executeQuery("""
                        select relrowsecurity and relforcerowsecurity and pg_get_expr(relpartbound, oid) like '%2031-05-01%'
                        from pg_class where relname = 'run_event_2031_05'""")) {
            assertThat(part.next()).isTrue();
            assertThat(part.getBoolean(1)).isTrue();
        }
    }
}

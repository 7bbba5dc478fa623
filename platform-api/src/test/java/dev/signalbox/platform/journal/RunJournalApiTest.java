package dev.signalbox.platform.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import java.sql.SQLException;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class RunJournalApiTest extends ApiTest {

    @Test
    void thePlatformItselfCannotRewriteWhatHappened() throws SQLException {
        var may = new ArrayList<String>();
        try (var connection = database().admin().open();
                var look = connection.createStatement();
                var right = look.executeQuery("""
                        select c.relname || ' ' || p.privilege
                        from pg_class c, unnest(array['update', 'delete', 'truncate']) as p (privilege)
                        where (c.oid = 'run_event'::regclass
                               or c.oid in (select inhrelid from pg_inherits where inhparent = 'run_event'::regclass))
                          and has_table_privilege('signalbox_app', c.oid, p.privilege)""")) {
            while (right.next()) {
                may.add(right.getString(1));
            }
        }

        assertThat(may).isEmpty();
    }

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

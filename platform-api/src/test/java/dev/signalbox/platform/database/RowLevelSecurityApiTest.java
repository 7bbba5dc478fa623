package dev.signalbox.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Asks the catalogue, so that a table that is added tomorrow is judged too. */
class RowLevelSecurityApiTest extends ApiTest {

    private static final String OPEN_TABLES = """
            select c.relname
            from pg_class c
            join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
            where c.relkind in ('r', 'p')
              and not (c.relrowsecurity and c.relforcerowsecurity
                       and exists (select 1 from pg_policy p
                                   where p.polrelid = c.oid and p.polcmd = '*'
                                     and pg_get_expr(p.polqual, c.oid) like '%current_tenant()%'
                                     and pg_get_expr(p.polwithcheck, c.oid) like '%current_tenant()%'))
            order by 1
            """;

    /** Tables without tenants, each with its reason. */
    private static final List<String> WITHOUT_TENANT = List.of(
            "flyway_schema_history", // the migrations'
            "scheduled_tasks", // db-scheduler's: ids of runs and times, read by JDBC on its own pool
            "user_account" // a person may belong to several tenants; its own policy shows those of the current one
            );

    @Test
    void everyTenantTableIsClosed() throws SQLException {
        assertThat(query(OPEN_TABLES)).isEmpty();
    }

    @Test
    void aTenantTableWithoutAPolicyIsNoticed() throws SQLException {
        String planted = "planted_" + UUID.randomUUID().toString().replace('-', '_');
        try (var connection = database().admin().open();
                var statement = connection.createStatement()) {
            statement.execute("create table " + planted + " (tenant_id uuid not null)");
            try {
                assertThat(query(OPEN_TABLES)).containsExactly(planted);
            } finally {
                statement.execute("drop table " + planted);
            }
        }
    }

    @Test
    void everyOtherTableHasAReason() throws SQLException {
        assertThat(query("""
                        select c.relname
                        from pg_class c
                        join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
                        where c.relkind in ('r', 'p')
                          and not exists (select 1 from pg_attribute a
                                          where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)
                        order by 1
                        """)).isSubsetOf(WITHOUT_TENANT);
    }

    @Test
    void everyKeyOfATenantTableStartsWithTheTenant() throws SQLException {
        assertThat(query("""
                        select c.relname
                        from pg_class c
                        join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
                        join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
                        where c.relkind in ('r', 'p')
                          and not exists (select 1 from pg_index i
                                          where i.indrelid = c.oid and i.indisprimary and i.indkey[0] = a.attnum)
                        order by 1
                        """)).isEmpty();
    }

    @Test
    void theApplicationIsAPlainRole() throws SQLException {
        assertThat(query("select rolname from pg_roles where rolname = 'signalbox_app' and (rolsuper or rolbypassrls)"))
                .isEmpty();
    }

    @Test
    void withoutATenantNothingIsSeen() throws SQLException {
        tenants.aTenant();

        try (var connection = database().app().open();
                var rows = connection.createStatement().executeQuery("select 1 from tenant")) {
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void theCrossTenantLookUpsAreThese() throws SQLException {
        assertThat(query("""
                        select p.proname from pg_proc p
                        join pg_namespace n on n.oid = p.pronamespace and n.nspname = 'public'
                        where p.prosecdef order by 1
                        """)).containsExactlyInAnyOrderElementsOf(LOOK_UPS);
    }

    /** Decision 6: a new one is added here with the reason in its migration. */
    private static final List<String> LOOK_UPS = List.of(
            "calls_to_settle",
            "due_tasks",
            "due_triggers",
            "find_authorization",
            "find_invitation",
            "find_token",
            "has_tenants",
            "make_run_event_part",
            "person_with_email",
            "purge_call_buckets",
            "purge_idempotency_keys",
            "purge_vault_values",
            "revoked_since",
            "slug_taken",
            "tenants_of",
            "tenants_with_unadmitted_runs",
            "tenants_with_unchained_audit",
            "tenants_with_unplaced_events",
            "tenants_with_unsigned_audit",
            "tenants_with_vault_work");

    private static List<String> query(String sql) throws SQLException {
        try (var connection = database().admin().open();
                var rows = connection.createStatement().executeQuery(sql)) {
            var names = new ArrayList<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }
}

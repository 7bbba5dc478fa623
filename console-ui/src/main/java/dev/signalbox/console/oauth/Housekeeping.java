package dev.signalbox.console.oauth;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets what nobody comes back to. Anybody may register a client, so most of what is here would stay for good. */
@Component
class Housekeeping {

    private final JdbcClient jdbc;

    Housekeeping(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Scheduled(fixedDelayString = "PT10M")
    void forget() {
        jdbc.sql("delete from oauth2_authorization where state is not null and created_at < now() - interval '1 hour'")
                .update();
        jdbc.sql("""
                        delete from oauth2_authorization
                        where coalesce(refresh_token_expires_at, authorization_code_expires_at) < now() - interval '1 day'
                        """).update();
        jdbc.sql("delete from spent_refresh_token where spent_at < now() - interval '60 days'")
                .update();
        jdbc.sql("""
                        delete from oauth2_registered_client c
                        where not exists (select 1 from oauth2_authorization a where a.registered_client_id = c.id)
                          and coalesce(c.last_used_at + interval '180 days', c.client_id_issued_at + interval '1 day') < now()
                        """).update();
    }
}

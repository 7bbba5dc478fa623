package dev.signalbox.console;

import dev.signalbox.console.fake.FakePlatform;
import dev.signalbox.postgres.TestDatabase;
import java.util.Map;

/** What the console is told when it stands on these. */
public final class ConsoleSettings {

    private ConsoleSettings() {}

    public static Map<String, Object> of(TestDatabase database, FakePlatform platform) {
        return Map.of(
                "signalbox.signin.database.host", database.host(),
                "signalbox.signin.database.port", database.port(),
                "signalbox.signin.database.name", database.name(),
                "signalbox.signin.database.password", database.signinPassword(),
                "signalbox.platform.url", platform.url(),
                "signalbox.service.secret", FakePlatform.SERVICE_SECRET,
                "management.server.port", "0");
    }
}

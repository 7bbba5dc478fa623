package dev.signalbox.console.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.console.Browser;
import dev.signalbox.console.Console;
import dev.signalbox.console.ConsoleSettings;
import dev.signalbox.console.fake.FakePlatform;
import dev.signalbox.postgres.TestDatabase;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The console behind a real port, and somebody who has an account. In a process without pages, and one for all tests there: a second
 * application in one process takes the security context of the first one's pages away.
 */
@SpringBootTest(classes = Console.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
public abstract class RunningConsole {

    protected static final String SERVICE = "Service " + FakePlatform.SERVICE_SECRET;
    protected static final String PASSWORD = "correct horse battery";
    protected static final FakePlatform PLATFORM = new FakePlatform();
    protected static final TestDatabase DATABASE = TestDatabase.fresh();

    @Autowired
    protected JdbcClient jdbc;

    @LocalServerPort
    protected int port;

    protected Browser browser = new Browser(0);
    protected String user = "";
    protected String email = "";

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry settings) {
        ConsoleSettings.of(DATABASE, PLATFORM).forEach((name, value) -> settings.add(name, () -> value));
    }

    @BeforeEach
    void somebodyNew() {
        PLATFORM.clear();
        browser = new Browser(port);
        jdbc.sql("delete from sign_in_try").update();
        user = UUID.randomUUID().toString();
        email = user + "@acme.test";
        assertThat(create(user, email, PASSWORD).statusCode()).isEqualTo(201);
    }

    HttpResponse<String> create(String id, String address, String password) {
        return browser.post("/internal/signin-users", SERVICE, json(id, address, password));
    }

    static String json(String id, String email, String password) {
        return "{\"user_id\": \"%s\", \"email\": \"%s\", \"password\": \"%s\"}".formatted(id, email, password);
    }
}

package dev.signalbox.console;

import dev.signalbox.console.fake.FakeMembers;
import dev.signalbox.console.fake.FakePlatform;
import dev.signalbox.console.fake.Samples;
import dev.signalbox.console.oauth.WaitingRequests;
import dev.signalbox.console.platform.ScopeText;
import dev.signalbox.postgres.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import org.springframework.boot.SpringApplication;

/** Starts the console with sample data and no platform, to look at it while it is made. */
public final class Showcase {

    private static final String USER = """
            {"user_id": "7b0d4b1e-0000-4000-8000-000000000009", "email": "ada@acme.test", "password": "correct horse battery"}
            """;

    private Showcase() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        var database = TestDatabase.fresh();
        var platform = new FakePlatform();
        Samples.fill(platform);
        String[] settings = ConsoleSettings.of(database, platform).entrySet().stream()
                .filter(setting -> !setting.getKey().startsWith("management"))
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);
        System.out.println(String.join(" ", settings));
        var console = SpringApplication.run(Console.class, settings);
        createUser();
        System.out.println("http://127.0.0.1:8090/connect?state="
                + WaitingRequests.ask(console, FakeMembers.ADA, "An editor", Set.copyOf(ScopeText.scopes())));
    }

    private static void createUser() throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:8090/internal/signin-users"))
                    .header("Authorization", "Service " + FakePlatform.SERVICE_SECRET)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(USER))
                    .build();
            System.out.println("ada@acme.test / correct horse battery: "
                    + http.send(request, HttpResponse.BodyHandlers.ofString()));
        }
    }
}

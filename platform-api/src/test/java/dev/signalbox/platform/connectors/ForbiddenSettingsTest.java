package dev.signalbox.platform.connectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.signalbox.connector.Connector;
import dev.signalbox.connector.ConnectorFactory;
import dev.signalbox.connector.ConnectorHttp;
import dev.signalbox.connector.ConnectorPlugin;
import dev.signalbox.connector.Credential;
import dev.signalbox.connector.Secret;
import dev.signalbox.connector.Tool;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.connector.testkit.TestCall;
import dev.signalbox.platform.outbound.ForbiddenAddresses;
import dev.signalbox.platform.outbound.GuardedDial;
import dev.signalbox.platform.outbound.GuardedHttp;
import dev.signalbox.platform.schemas.RecordJson;
import dev.signalbox.platform.schemas.Shape;
import dev.signalbox.platform.schemas.ToolArguments;
import dev.signalbox.platform.schemas.ToolShapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/**
 * Every field of every shipped connector that takes an address or a host, with every address that must not be reached. A field
 * that is not among the ways below fails the test: whoever adds one says here how it is used.
 */
class ForbiddenSettingsTest {

    private static final Pattern NAMES_A_PLACE = Pattern.compile("(?:.*_)?(?:url|uri|host|address|endpoint|server)");

    private static final Credential LOGIN = new Credential.Basic("AC0", Secret.of("pa55word"));
    private static final Credential TOKEN = new Credential.Bearer(Secret.of("t0ken"));

    /** What one field is, and the settings around it; {@code %s} is the host. */
    private record Way(String settings, Credential credential) {}

    private static final Map<String, Way> WAYS = Map.of(
            "http base_url", new Way("{\"base_url\": \"https://%s/v1\"}", TOKEN),
            "github base_url", new Way("{\"base_url\": \"https://%s/v1\"}", TOKEN),
            "sms base_url", new Way("{\"base_url\": \"https://%s\", \"from\": \"+15551234567\"}", LOGIN),
            "smtp host", new Way("{\"host\": \"%s\", \"from\": \"a@shop.example\"}", LOGIN),
            "postgres host", new Way("{\"host\": \"%s\", \"database\": \"shop\"}", LOGIN),
            "slack host", new Way("{\"host\": \"%s\"}", new Credential.ApiKey(Secret.of("https://%s/services/x"))),
            "remote-mcp url", new Way("{\"url\": \"https://%s/mcp\"}", TOKEN));

    /** Tools that take an address as an argument. */
    private static final Map<String, String> ARGUMENTS = Map.of(
            "http_get url", "{\"url\": \"https://%s/\"}",
            "http_post url", "{\"url\": \"https://%s/\"}",
            "http_request url", "{\"url\": \"https://%s/\"}");

    @Test
    void everyFieldThatNamesAPlaceHasItsWay() {
        var settings = new TreeSet<String>();
        var arguments = new TreeSet<String>();
        for (var factory : factories()) {
            var id = factory.info().id();
            places(Shape.of(factory.settings()).json()).forEach(name -> settings.add(id + " " + name));
            var example = WAYS.keySet().stream()
                    .filter(way -> way.startsWith(id + " "))
                    .findFirst();
            var open =
                    open(factory, example.map(way -> WAYS.get(way).settings()).orElse("{}"), "shop.example");
            for (Tool<?> tool : open.tools()) {
                places(ToolShapes.of(tool).json())
                        .forEach(name -> arguments.add(tool.definition().name() + " " + name));
            }
        }

        assertThat(settings).isEqualTo(new TreeSet<>(WAYS.keySet()));
        assertThat(arguments).isEqualTo(new TreeSet<>(ARGUMENTS.keySet()));
    }

    /** The other places of the platform that go out have this list in a test of their own. */
    @Test
    void nobodyElseGoesOut() {
        var goingOut = new TreeSet<String>();
        var main = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("dev.signalbox.platform", "dev.signalbox.connector");
        for (var way : List.of(GuardedHttp.class, GuardedDial.class, ConnectorHttp.class)) {
            main.get(way).getDirectDependenciesToSelf().stream()
                    .map(dependency -> dependency.getOriginClass())
                    .map(JavaClass::getPackageName)
                    .filter(name -> name.startsWith("dev.signalbox.platform"))
                    .forEach(goingOut::add);
        }

        assertThat(goingOut)
                .as("whoever is new here needs a test with ForbiddenAddresses")
                .containsOnly(
                        "dev.signalbox.platform.connectors",
                        "dev.signalbox.platform.grants",
                        "dev.signalbox.platform.llm",
                        "dev.signalbox.platform.oauth",
                        "dev.signalbox.platform.outbound");
    }

    @ParameterizedTest
    @MethodSource("settings")
    void noSettingLeadsThere(String field, String host) throws InterruptedException {
        var way = WAYS.get(field);
        var factory = factory(field);

        refused(field, host, () -> open(factory, way.settings(), host)
                .check(TestCall.with(filled(way.credential(), host))));
    }

    @ParameterizedTest
    @MethodSource("arguments")
    void noArgumentLeadsThere(String field, String host) throws InterruptedException {
        var connector = open(factory("http"), "{}", "");
        var tool = connector.tools().stream()
                .filter(offered -> field.startsWith(offered.definition().name() + " "))
                .findFirst()
                .orElseThrow();

        refused(field, host, () -> handle(tool, ARGUMENTS.get(field).formatted(host)));
    }

    private static <I> void handle(Tool<I> tool, String arguments) throws InterruptedException {
        var bound = ToolArguments.bind(tool, RecordJson.MAPPER.readTree(arguments));
        tool.handler().handle(bound, TestCall.with(TOKEN));
    }

    private static Stream<Arguments> settings() {
        return WAYS.keySet().stream().flatMap(ForbiddenSettingsTest::everywhere);
    }

    private static Stream<Arguments> arguments() {
        return ARGUMENTS.keySet().stream().flatMap(ForbiddenSettingsTest::everywhere);
    }

    private static Stream<Arguments> everywhere(String field) {
        return ForbiddenAddresses.hosts().map(host -> Arguments.of(field, host));
    }

    @FunctionalInterface
    private interface Attempt {
        void run() throws InterruptedException;
    }

    private static void refused(String field, String host, Attempt attempt) throws InterruptedException {
        try {
            attempt.run();
        } catch (ToolException e) {
            assertThat(e.reason())
                    .as("%s with %s: %s", field, host, e.getMessage())
                    .isIn(Reason.PERMISSION_DENIED, Reason.INVALID_ARGUMENT, Reason.UNAUTHENTICATED);
            return;
        }
        fail("%s led to %s", field, host);
    }

    private static Credential filled(Credential credential, String host) {
        return credential instanceof Credential.ApiKey(var key)
                ? new Credential.ApiKey(Secret.of(key.reveal().formatted(host)))
                : credential;
    }

    private static Stream<String> places(JsonNode schema) {
        return schema.path("properties").properties().stream()
                .filter(property ->
                        property.getValue().path("format").asString("").equals("uri")
                                || NAMES_A_PLACE.matcher(property.getKey()).matches())
                .map(Map.Entry::getKey);
    }

    private static <C extends Record> Connector open(ConnectorFactory<C> factory, String settings, String host) {
        var filled = Shape.of(factory.settings()).fill(RecordJson.MAPPER.readTree(settings.formatted(host)));
        if (!filled.valid()) {
            throw new ToolException(Reason.INVALID_ARGUMENT, filled.problems().toString());
        }
        return factory.open(RecordJson.bind(filled.value(), factory.settings(), "settings"), new GuardedContext());
    }

    private static ConnectorFactory<?> factory(String field) {
        var id = field.split(" ", 2)[0];
        return factories().stream()
                .filter(factory -> factory.info().id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static List<ConnectorFactory<?>> factories() {
        var factories = new ArrayList<ConnectorFactory<?>>();
        for (var plugin : ServiceLoader.load(ConnectorPlugin.class)) {
            if (plugin.getClass().getPackageName().startsWith("dev.signalbox.connector.")) {
                factories.addAll(plugin.connectors());
            }
        }
        return factories;
    }
}

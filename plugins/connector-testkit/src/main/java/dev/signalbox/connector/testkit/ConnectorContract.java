/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.signalbox.connector.ConnectorFactory;
import dev.signalbox.connector.ConnectorInfo.Authentication;
import dev.signalbox.connector.Credential;
import dev.signalbox.connector.Tool;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.connector.testkit.Trial.Outcome;
import dev.signalbox.platform.schemas.RecordJson;
import dev.signalbox.platform.schemas.Shape;
import dev.signalbox.platform.schemas.ToolShapes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What every connector must keep, whatever it connects to. Extend it in the plugin's tests, once for each connector:
 *
 * <pre>{@code
 * class WeatherContractTest extends ConnectorContract {
 *
 *     @Override
 *     protected String connector() {
 *         return "weather";
 *     }
 *
 *     @Override
 *     protected String settings() {
 *         return "{\"base_url\": \"%s\"}".formatted(server.address());
 *     }
 *
 *     @Override
 *     protected List<Example> examples() {
 *         return List.of(Example.of("weather_today", "{\"place\": \"Lund\"}"));
 *     }
 * }
 * }</pre>
 *
 * <p>The other system is {@link #server}, which the test tells what to answer; the kit then makes it fail, break and hang
 * as well. A connector whose other system is not spoken to over HTTP starts a stand-in of its own and overrides
 * {@link #hang()}.
 */
public abstract class ConnectorContract {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final int LARGEST_RESULT = 1024 * 1024;
    private static final Pattern SECRET = Pattern.compile(
            "(?:.*_)?(?:password|passwd|passphrase|secret|token|credential|api_?key|private_key|authorization)");

    /** Stands in for the other system; answers {@code {"ok":true}} until it is told otherwise. */
    protected LoopbackServer server;

    /** Nothing to give: JUnit makes the object. */
    @SuppressWarnings("NullAway.Init") // started before each test
    protected ConnectorContract() {}

    /** The id of the connector under test. */
    protected abstract String connector();

    /** Settings as a person gives them, as JSON; by default none. */
    protected String settings() {
        return "{}";
    }

    /** One call of each tool that works, at least, in an order in which they work one after the other. */
    protected abstract List<Example> examples();

    /** Calls whose arguments fit the schema and that the connector must nevertheless refuse as INVALID_ARGUMENT. */
    protected List<Example> refused() {
        return List.of();
    }

    /** Runs before a connector is opened: the place to put documents into its store. */
    protected void prepare(TestContext context) {}

    /** Makes the other system take what it is asked and never answer. */
    protected void hang() {
        server.hangs();
    }

    /** A credential with which the examples work; by default one with a made-up secret that the kit recognises. */
    protected Credential credential(Authentication kind) {
        return KnownSecrets.of(kind);
    }

    @BeforeEach
    final void startServer() throws IOException {
        server = new LoopbackServer();
    }

    @AfterEach
    final void stopServer() {
        server.close();
    }

    @Test
    final void thePluginIsFoundAndSaysTheSameOfItselfEachTime() {
        assertThat(Discovery.factories())
                .extracting(factory -> factory.info().id())
                .doesNotHaveDuplicates();
        assertThat(factory().info()).isEqualTo(factory().info());
        assertThat(factory().settings().isRecord()).as("settings are a record").isTrue();
    }

    @Test
    final void settingsSurviveTheWayToJsonAndBack() {
        RecordForm.assertRoundTrip(factory().settings(), json(settings()));
    }

    @Test
    final void everySettingIsDescribedAndNoneAsksForASecret() {
        var schema = Shape.of(factory().settings()).json();

        assertThat(RecordForm.undescribed(schema))
                .as("settings without a @Description")
                .isEmpty();
        assertThat(schema.path("properties").propertyNames())
                .as("a secret comes with each call as a Credential, never as a setting")
                .noneMatch(name -> SECRET.matcher(name).matches());
    }

    @Test
    final void openingReachesForNothing() throws InterruptedException {
        try (var trial = open()) {
            assertThat(trial.context().reachesOut(Duration.ZERO)).isFalse();
        }
    }

    @Test
    final void toolsHaveDifferentNamesAndStayTheSame() {
        try (var trial = open()) {
            assertThat(trial.names()).isNotEmpty().doesNotHaveDuplicates().isEqualTo(trial.names());
        }
    }

    @Test
    final void everyArgumentIsDescribed() {
        try (var trial = open()) {
            for (var tool : trial.tools()) {
                var name = tool.definition().name();
                var schema = ToolShapes.of(tool).json();

                assertThat(schema.path("type").asString(""))
                        .as("type of " + name)
                        .isEqualTo("object");
                assertThat(Shape.problemsOfSchema(schema))
                        .as("schema of " + name)
                        .isEmpty();
                assertThat(RecordForm.undescribed(schema))
                        .as("undescribed of " + name)
                        .isEmpty();
            }
        }
    }

    @Test
    final void everyToolHasAnExample() {
        try (var trial = open()) {
            assertThat(examples()).extracting(Example::tool).containsAll(trial.names());
        }
    }

    @Test
    final void everyExampleAnswersWithAnObject() throws InterruptedException {
        for (var kind : factory().info().authentication()) {
            try (var trial = open()) {
                for (var example : examples()) {
                    var outcome = trial.call(example, TestCall.with(credential(kind)));

                    assertThat(outcome)
                            .as("%s with %s", example.tool(), kind)
                            .isInstanceOfSatisfying(Outcome.Answered.class, answered -> assertThat(
                                            answered.result().isObject())
                                    .isTrue());
                    assertThat(outcome.told())
                            .as("the size of what %s answers", example.tool())
                            .allMatch(text -> text.length() <= LARGEST_RESULT);
                }
            }
        }
    }

    @Test
    final void argumentsSurviveTheWayToJsonAndBack() throws InterruptedException {
        try (var trial = open()) {
            for (var example : examples()) {
                if (trial.tool(example.tool()) instanceof Tool.Typed<?> typed) {
                    RecordForm.assertRoundTrip(typed.input(), json(trial.arguments(example)));
                }
                trial.call(example, call());
            }
        }
    }

    @Test
    final void unknownLackingAndMistypedArgumentsAreRefused() throws InterruptedException {
        try (var trial = open()) {
            for (var example : examples()) {
                for (var ill : IllArguments.of(trial.tool(example.tool()), trial.arguments(example))) {
                    assertRefused(trial, example.tool(), ill);
                }
                trial.call(example, call());
            }
        }
    }

    @Test
    final void whatTheConnectorMustRefuseIsRefused() throws InterruptedException {
        try (var trial = open()) {
            for (var example : examples()) {
                trial.call(example, call());
            }
            for (var refused : refused()) {
                assertRefused(trial, refused.tool(), trial.arguments(refused));
            }
        }
    }

    /** Texts that nobody thought of, numbers beyond measure: they end in a result, or in a reason in words. */
    @Test
    final void whateverFitsTheSchemaEndsInAResultOrAReason() throws InterruptedException {
        try (var trial = open()) {
            for (var example : examples()) {
                for (var strange : StrangeArguments.of(trial.tool(example.tool()), trial.arguments(example))) {
                    assertAnsweredOrRefused(
                            trial.call(example.tool(), strange, call()), example.tool() + " with " + strange);
                }
                trial.call(example, call());
            }
        }
    }

    /** Whatever the other system does, the secret of a call stands in nothing that people, models, logs or stores get. */
    @Test
    final void noSecretIsTold() throws InterruptedException {
        for (var kind : factory().info().authentication()) {
            for (var mood : ServerMood.values()) {
                assertNoSecretIsTold(kind, mood);
            }
        }
    }

    /** While the other system hangs, an interruption ends each call at once. */
    @Test
    final void aCancelledCallEndsInTime() throws InterruptedException {
        var examples = examples();
        for (var example : examples) {
            try (var trial = open()) {
                trial.prepare(examples, example, call().credential());
                trial.context().forgetCalls();
                var call = call();
                hang();
                var running = trial.start(example.tool(), trial.arguments(example), call);
                running.awaitBegin(trial.context());
                call.cancel();
                running.thread().interrupt();

                assertThat(running.thread().join(PATIENCE))
                        .as("%s ends within %s of an interruption", example.tool(), PATIENCE)
                        .isTrue();
                assertThat(running.ended()).as(example.tool()).isNotInstanceOf(Outcome.Broke.class);
                server.recovers();
            }
        }
    }

    /** A tool that promises to be idempotent leaves no second mark in the store when it is repeated. */
    @Test
    final void aRepeatOfAnIdempotentToolKeepsNothingFurther() throws InterruptedException {
        try (var trial = open()) {
            for (var example : examples()) {
                var call = call().withKey("effect-of-" + example.tool());
                var arguments = trial.arguments(example);
                trial.call(example, call);
                if (trial.tool(example.tool()).definition().idempotent()) {
                    var kept = trial.kept();
                    trial.call(example.tool(), arguments, call.repeated());

                    assertThat(trial.kept())
                            .as("kept after a repeat of %s", example.tool())
                            .isEqualTo(kept);
                }
            }
        }
    }

    @Test
    final void theCheckSaysYesOrWhyNot() throws InterruptedException {
        for (var mood : ServerMood.values()) {
            try (var trial = open()) {
                mood.overcomes(server);

                assertAnsweredOrRefused(trial.check(call()), "the check while the server " + mood);
                server.recovers();
            }
        }
    }

    @Test
    final void closingEndsInPeace() {
        var trial = open();

        assertThatCode(trial::close).doesNotThrowAnyException();
    }

    private void assertNoSecretIsTold(Authentication kind, ServerMood mood) throws InterruptedException {
        var credential = credential(kind);
        var secret = KnownSecrets.in(credential);
        if (secret.isPresent()) {
            assertNoSecretIsTold(kind, mood, credential, secret.get());
        }
    }

    private void assertNoSecretIsTold(Authentication kind, ServerMood mood, Credential credential, KnownSecrets secret)
            throws InterruptedException {
        try (var trial = open()) {
            mood.overcomes(server);
            for (var example : examples()) {
                var call = TestCall.with(credential);
                var told = Stream.concat(told(trial, example, call), call.progress().stream());

                assertThat(told)
                        .as("what %s tells with %s while the server %s", example.tool(), kind, mood)
                        .noneMatch(secret::standsIn);
            }
            assertThat(trial.check(TestCall.with(credential)).told())
                    .as("what the check tells with %s while the server %s", kind, mood)
                    .noneMatch(secret::standsIn);
            assertThat(trial.context().logger().lines()).as("the log").noneMatch(secret::standsIn);
            assertThat(trial.context().members().told().toString())
                    .as("notices")
                    .matches(told -> !secret.standsIn(told));
            assertThat(trial.kept().toString()).as("the store").matches(kept -> !secret.standsIn(kept));
            server.recovers();
        }
    }

    /** Nothing, when an example that this one needs has failed as it was made to. */
    private static Stream<String> told(Trial trial, Example example, TestCall call) throws InterruptedException {
        try {
            return trial.call(example, call).told();
        } catch (Results.Missing _) {
            return Stream.empty();
        }
    }

    private void assertRefused(Trial trial, String tool, String arguments) throws InterruptedException {
        assertThat(trial.call(tool, arguments, call()))
                .as("%s with %s", tool, arguments)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.why().reason()).isEqualTo(Reason.INVALID_ARGUMENT));
    }

    private static void assertAnsweredOrRefused(Outcome outcome, String what) {
        assertThat(outcome)
                .as(what.length() > 200 ? what.substring(0, 200) + "…" : what)
                .isInstanceOfAny(Outcome.Answered.class, Outcome.Refused.class);
    }

    private TestCall call() {
        var kinds = factory().info().authentication();
        var kind = kinds.contains(Authentication.NONE)
                ? Authentication.NONE
                : kinds.iterator().next();
        return TestCall.with(credential(kind));
    }

    private Trial open() {
        return Trial.open(factory(), json(settings()), new TestContext(), this::prepare);
    }

    private ConnectorFactory<?> factory() {
        return Discovery.factory(connector());
    }

    private static JsonNode json(String text) {
        return RecordJson.MAPPER.readTree(text);
    }
}

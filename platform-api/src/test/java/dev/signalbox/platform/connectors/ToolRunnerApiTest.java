package dev.signalbox.platform.connectors;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.connectors.ToolOutcome.Failure;
import dev.signalbox.platform.connectors.ToolOutcome.Success;
import dev.signalbox.platform.connectors.ToolOutcome.Unknown;
import dev.signalbox.platform.problem.ErrorCode;
import dev.signalbox.platform.schemas.RecordJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class ToolRunnerApiTest extends ApiTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @Autowired
    private ToolRunner runner;

    private TestTenant tenant;
    private ToolBinding workshop;

    @BeforeEach
    void configure() {
        tenant = tenants.aTenant();
        workshop =
                new ToolBinding.ToInstance(Instances.create(as(tenant.token()), "workshop", "{\"label\": \"mine\"}"));
    }

    @Nested
    class WhatAToolGets {

        @Test
        void argumentsAreFilledInAndTheCallSaysWhoCalls() {
            var result =
                    success(call(workshop, "echo", "{\"text\": \"ho\", \"times\": \"2\", \"mood\": \"Very_Loud\"}"));

            assertThat(result.get("text").asString()).isEqualTo("hoho");
            assertThat(result.get("mood").asString()).isEqualTo("very_loud");
            assertThat(result.get("label").asString()).isEqualTo("mine");
            assertThat(result.get("tenant").asString()).isEqualTo(tenant.id().toString());
            assertThat(result.get("project").asString())
                    .isEqualTo(tenant.project().toString());
            assertThat(result.get("caller").asString()).isEqualTo(tenant.owner().toString());
            assertThat(result.get("key").asString()).isEqualTo("the-key");
            assertThat(result.get("repeat").asBoolean()).isFalse();
            assertThat(result.get("at_home").asBoolean()).isTrue();
        }

        @Test
        void aToolWithItsOwnSchemaIsValidatedByIt() {
            assertThat(success(call(workshop, "sum", "{\"a\": \"4\"}"))
                            .get("sum")
                            .asInt())
                    .isEqualTo(5);
            assertThat(failure(call(workshop, "sum", "{}")).code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
        }

        @Test
        void everythingThatDoesNotFitIsNamed() {
            var failure = failure(call(workshop, "echo", "{\"times\": \"many\", \"volume\": 11}"));

            assertThat(failure.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT);
            assertThat(failure.message()).contains("text", "times", "volume");
            assertThat(failure.retryable()).isFalse();
        }

        @Test
        void documentsArePerInstanceAndLast() {
            var other = new ToolBinding.ToInstance(
                    Instances.create(as(tenant.token()), "workshop", "{\"label\": \"other\"}"));
            success(call(workshop, "note", "{\"key\": \"a\", \"value\": {\"n\": null}}"));

            var notes = success(call(workshop, "note", "{\"key\": \"a\", \"value\": 2}"))
                    .get("notes");

            assertThat(notes.at("/0/content/value").asInt()).isEqualTo(2);
            assertThat(notes.at("/0/version").asInt()).isEqualTo(2);
            assertThat(success(call(other, "note", "{\"key\": \"a\"}")).get("notes"))
                    .isEmpty();
        }
    }

    @Nested
    class HowItEnds {

        @ParameterizedTest
        @CsvSource({
            "read_fails, INVALID_ARGUMENT, INVALID_ARGUMENT, false", "read_fails, UNAVAILABLE, UNAVAILABLE, true",
            "read_fails, UPSTREAM_FAILED, UPSTREAM_FAILED, true", "read_fails, OUTCOME_UNKNOWN, UPSTREAM_FAILED, true",
            "write_fails, RATE_LIMITED, RATE_LIMITED, true", "write_fails, UNAVAILABLE, UNAVAILABLE, true",
            "write_fails, UPSTREAM_FAILED, UPSTREAM_FAILED, false", "write_fails, CONFLICT, CONFLICT, false"
        })
        void aReasonBecomesACodeAndSaysWhetherARepeatIsHarmless(
                String tool, String reason, ErrorCode code, boolean retryable) {
            var failure = failure(call(workshop, tool, "{\"reason\": \"" + reason + "\"}"));

            assertThat(failure.code()).isEqualTo(code);
            assertThat(failure.retryable()).isEqualTo(retryable);
            assertThat(failure.message()).isEqualTo("As you wished.");
        }

        @Test
        void aWriteOfUnknownOutcomeIsUnknown() {
            assertThat(call(workshop, "write_fails", "{\"reason\": \"outcome_unknown\"}"))
                    .isInstanceOf(Unknown.class);
        }

        @Test
        void aDefectTellsNothingOfItsInside() {
            assertThat(failure(call(workshop, "read_breaks", "{}")))
                    .satisfies(failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INTERNAL))
                    .satisfies(failure -> assertThat(failure.message()).doesNotContain("secret"));
            assertThat(call(workshop, "write_breaks", "{}")).isInstanceOf(Unknown.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"overflows", "interrupts"})
        void whateverAToolThrowsEndsTheCallAtOnce(String tool) {
            assertThat(failure(call(workshop, tool, "{}")).code()).isEqualTo(ErrorCode.INTERNAL);
        }

        @Test
        void aSecretDoesNotComeOut() {
            assertThat(failure(call(workshop, "leaks", "{}")).message()).doesNotContain("k3y");
        }

        @Test
        void aResultThatIsTooLargeFails() {
            assertThat(failure(call(workshop, "blob", "{\"size\": 1100000}")).code())
                    .isEqualTo(ErrorCode.TOO_LARGE);
        }

        @Test
        void aToolThatDoesNotExistIsSaidTo() {
            assertThat(failure(call(workshop, "fly", "{}")))
                    .isEqualTo(
                            new Failure(ErrorCode.NOT_FOUND, "Instance workshop mine has no tool fly.", false, null));
        }

        @ParameterizedTest
        @CsvSource({"read_waits, true", "key_waits, true", "write_waits, false"})
        void aToolThatIsLateIsInterruptedAndMayBeRepeatedWhenItPromised(String tool, boolean repeatable)
                throws Exception {
            var meeting = meeting();

            var outcome = call(workshop, tool, "{\"meeting\": \"" + meeting.name() + "\"}", Duration.ofMillis(500));

            assertThat(meeting.left().await(5, TimeUnit.SECONDS)).isTrue();
            if (repeatable) {
                assertThat(failure(outcome).code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
                assertThat(failure(outcome).retryable()).isTrue();
            } else {
                assertThat(outcome).isInstanceOf(Unknown.class);
            }
        }

        @Test
        void cancellingInterruptsTheTool() throws Exception {
            var meeting = meeting();
            var running = runner.call(
                            invocation(workshop, "write_waits", "{\"meeting\": \"" + meeting.name() + "\"}", LONG))
                    .subscribe();
            assertThat(meeting.entered().await(5, TimeUnit.SECONDS)).isTrue();

            running.dispose();

            assertThat(meeting.left().await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Nested
    class WhichInstance {

        @Test
        void anAddressMeansTheOneInstanceOfTheProject() {
            assertThat(success(call(ToolBinding.of("connector://workshop", null), "echo", "{\"text\": \"a\"}"))
                            .get("label")
                            .asString())
                    .isEqualTo("mine");
        }

        @Test
        void severalInstancesAreAnErrorThatNamesThem() {
            var second = Instances.create(as(tenant.token()), "workshop", "{\"label\": \"second\"}");

            var failure = failure(call(ToolBinding.of("connector://workshop", null), "echo", "{\"text\": \"a\"}"));

            assertThat(failure.code()).isEqualTo(ErrorCode.CONFLICT);
            assertThat(failure.message()).contains(second.toString());
        }

        @Test
        void aConnectorThatNeedsSettingsWantsAnInstance() {
            tenant = tenants.aTenant();

            assertThat(failure(call(ToolBinding.of("connector://workshop", null), "echo", "{\"text\": \"a\"}"))
                            .message())
                    .contains("create an instance");
        }

        @Test
        void aConnectorThatNeedsNoneServesWithoutAnInstance() throws IOException {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                var body = "{\"status\": \"UP\"}".getBytes(UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            try {
                var address = "http://127.0.0.1:" + server.getAddress().getPort() + "/health";

                var result = success(
                        call(ToolBinding.of("connector://http", null), "http_get", "{\"url\": \"" + address + "\"}"));

                assertThat(result.at("/body/status").asString()).isEqualTo("UP");
                assertThat(result.get("status").asInt()).isEqualTo(200);
            } finally {
                server.stop(0);
            }
        }

        @Test
        void anInstanceOfAnotherTenantDoesNotExist() {
            tenant = tenants.aTenant();

            assertThat(failure(call(workshop, "echo", "{\"text\": \"a\"}")).code())
                    .isEqualTo(ErrorCode.NOT_FOUND);
        }

        @Test
        void anInstanceOfAnotherProjectDoesNotExist() {
            var elsewhere = new TestTenant(
                    tenants, tenant.id(), tenant.owner(), tenants.aProject(tenant.id(), tenant.owner(), true));
            tenant = elsewhere;

            assertThat(failure(call(workshop, "echo", "{\"text\": \"a\"}")).code())
                    .isEqualTo(ErrorCode.NOT_FOUND);
        }

        @Test
        void anUnknownConnectorIsSaidToBe() {
            assertThat(failure(call(ToolBinding.of("connector://nothing", null), "echo", "{}"))
                            .code())
                    .isEqualTo(ErrorCode.NOT_FOUND);
        }
    }

    private ToolOutcome call(ToolBinding binding, String tool, String arguments) {
        return call(binding, tool, arguments, LONG);
    }

    private ToolOutcome call(ToolBinding binding, String tool, String arguments, Duration timeout) {
        return Objects.requireNonNull(
                runner.call(invocation(binding, tool, arguments, timeout)).block());
    }

    private ToolInvocation invocation(ToolBinding binding, String tool, String arguments, Duration timeout) {
        return new ToolInvocation(
                tenant.id(),
                tenant.project(),
                tenant.owner(),
                binding,
                tool,
                RecordJson.MAPPER.readTree(arguments),
                "the-key",
                false,
                timeout);
    }

    private static JsonNode success(ToolOutcome outcome) {
        assertThat(outcome).isInstanceOf(Success.class);
        return ((Success) outcome).structured();
    }

    private static Failure failure(ToolOutcome outcome) {
        assertThat(outcome).isInstanceOf(Failure.class);
        return (Failure) outcome;
    }

    /** Where the test and a tool in another class loader meet: only the JDK is common to both. */
    private record Meeting(String name, CountDownLatch entered, CountDownLatch left) {}

    private static Meeting meeting() {
        var meeting = new Meeting("meeting-" + UUID.randomUUID(), new CountDownLatch(1), new CountDownLatch(1));
        System.getProperties().put(meeting.name(), new CountDownLatch[] {meeting.entered(), meeting.left()});
        return meeting;
    }
}

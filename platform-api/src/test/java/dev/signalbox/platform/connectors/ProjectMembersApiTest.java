package dev.signalbox.platform.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.ApiTest;
import dev.signalbox.platform.TestTenants.TestTenant;
import dev.signalbox.platform.connectors.ToolOutcome.Failure;
import dev.signalbox.platform.connectors.ToolOutcome.Success;
import dev.signalbox.platform.problem.ErrorCode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalManagementPort;
import tools.jackson.databind.node.JsonNodeFactory;

/** A connector tells the people of its project something, by the project's own mail. */
class ProjectMembersApiTest extends ApiTest {

    /** A mail server that puts what it gets into a list that the test has left in the system properties. */
    private static final String MAIL = """
            package plugin;

            import dev.signalbox.connector.*;
            import java.util.*;

            public final class Main implements ConnectorPlugin {

                public record Settings(Optional<String> note) {}

                public record Mail(List<String> to, String subject, String text) {}

                public List<ConnectorFactory<?>> connectors() {
                    return List.of(new Factory());
                }

                static final class Factory implements ConnectorFactory<Settings> {

                    public ConnectorInfo info() {
                        return new ConnectorInfo("smtp", "Mail", "Mails.", "1.0.0", Set.of(ConnectorInfo.Authentication.NONE));
                    }

                    public Class<Settings> settings() {
                        return Settings.class;
                    }

                    public Connector open(Settings settings, ConnectorContext context) {
                        return new Mailing();
                    }
                }

                record Mailing() implements Connector {

                    public void check(ToolCall call) {}

                    public List<Tool<?>> tools() {
                        return List.of(Tool.of(ToolDefinition.destructive("smtp_send", "Send", "Sends."), Mail.class,
                                (mail, call) -> {
                                    @SuppressWarnings("unchecked")
                                    var box = (List<String>) System.getProperties().get("members-mailbox");
                                    box.add(mail.to() + " " + mail.subject() + " " + call.idempotencyKey());
                                    return ToolResult.text("sent");
                                }));
                    }
                }
            }
            """;

    @LocalManagementPort
    private int management;

    @Autowired
    private ToolRunner runner;

    private final List<String> mailbox = new CopyOnWriteArrayList<>();
    private InstalledJars jars;
    private TestTenant tenant;

    @BeforeEach
    void install() throws IOException {
        System.getProperties().put("members-mailbox", mailbox);
        jars = new InstalledJars(management);
        jars.install("ticker", "1.1", Ticker.source("1.1"));
        tenants.aTenant();
        tenant = tenants.aTenant();
    }

    @AfterEach
    void remove() throws IOException {
        jars.removeAll();
        System.getProperties().remove("members-mailbox");
    }

    @Test
    void everybodyOfTheProjectIsToldAndNobodyElse() throws IOException {
        jars.install("mail", "1.0", MAIL);

        assertThat(tell()).isInstanceOf(Success.class);

        assertThat(mailbox).singleElement().satisfies(mail -> assertThat(mail)
                .contains("@", "Shipped", "notice:" + tenant.owner() + ":shipped"));
    }

    @Test
    void whereNoConnectorSendsMailTheReasonIsGiven() {
        assertThat(tell()).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.code()).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(failure.message())
                    .isEqualTo("Members are told by the project's mail. Connector smtp does not exist.");
        });
    }

    private ToolOutcome tell() {
        return runner.call(new ToolInvocation(
                        tenant.id(),
                        tenant.project(),
                        tenant.owner(),
                        new ToolBinding.ToServer("ticker"),
                        "tells",
                        JsonNodeFactory.instance.objectNode(),
                        "key",
                        false,
                        Duration.ofSeconds(20)))
                .block();
    }
}

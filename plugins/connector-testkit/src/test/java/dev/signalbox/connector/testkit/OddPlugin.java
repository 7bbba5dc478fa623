package dev.signalbox.connector.testkit;

import dev.signalbox.connector.Connector;
import dev.signalbox.connector.ConnectorContext;
import dev.signalbox.connector.ConnectorFactory;
import dev.signalbox.connector.ConnectorHttp.Request;
import dev.signalbox.connector.ConnectorInfo;
import dev.signalbox.connector.ConnectorInfo.Authentication;
import dev.signalbox.connector.ConnectorPlugin;
import dev.signalbox.connector.Credential;
import dev.signalbox.connector.Description;
import dev.signalbox.connector.Tool;
import dev.signalbox.connector.ToolCall;
import dev.signalbox.connector.ToolDefinition;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.connector.ToolResult;
import java.net.URI;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One connector for each way to break the contract, and one that keeps it. */
public final class OddPlugin implements ConnectorPlugin {

    enum Way {
        GOOD,
        TELLS_THE_TOKEN_WHEN_REFUSED,
        LOGS_THE_TOKEN,
        KEEPS_THE_TOKEN,
        DOES_NOT_STOP,
        CALLS_OUT_WHEN_OPENED,
        HAS_TWINS,
        DESCRIBES_NOTHING,
        CHOKES_ON_TEXT,
        NUMBERS_ITS_REPEATS,
        TAKES_EVERYTHING;

        String id() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    record Settings(@Description("Where to ask.") URI address) {}

    record Ask(@Description("What to ask, such as tea.") String text) {}

    record Mumble(String text) {}

    @Override
    public List<ConnectorFactory<?>> connectors() {
        return Arrays.stream(Way.values()).<ConnectorFactory<?>>map(Odd::new).toList();
    }

    private record Odd(Way way) implements ConnectorFactory<Settings> {

        @Override
        public ConnectorInfo info() {
            return new ConnectorInfo(way.id(), "Odd", "Breaks the contract.", "1.0.0", Set.of(Authentication.BEARER));
        }

        @Override
        public Class<Settings> settings() {
            return Settings.class;
        }

        @Override
        public Connector open(Settings settings, ConnectorContext context) {
            if (way == Way.CALLS_OUT_WHEN_OPENED) {
                ask(context, settings.address(), "open");
            }
            return new OddConnector(way, settings, context);
        }
    }

    private static void ask(ConnectorContext context, URI address, String token) {
        try {
            context.http().send(Request.of("GET", address).withHeader("Authorization", "Bearer " + token));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private record OddConnector(Way way, Settings settings, ConnectorContext context) implements Connector {

        @Override
        public List<Tool<?>> tools() {
            var ask = ToolDefinition.read("ask", "Ask", "Asks the other system.");
            return switch (way) {
                case HAS_TWINS -> List.of(Tool.of(ask, Ask.class, this::answer), Tool.of(ask, Ask.class, this::answer));
                case DESCRIBES_NOTHING ->
                    List.of(Tool.of(ask, Mumble.class, (said, call) -> answer(new Ask(said.text()), call)));
                default -> List.of(Tool.of(ask, Ask.class, this::answer));
            };
        }

        @Override
        public void check(ToolCall call) {}

        private ToolResult answer(Ask asked, ToolCall call) throws InterruptedException {
            if (asked.text().equals("coffee") && way != Way.TAKES_EVERYTHING) {
                throw new ToolException(Reason.INVALID_ARGUMENT, "There is no coffee.");
            }
            if (way == Way.CHOKES_ON_TEXT && asked.text().length() > 100) {
                throw new IllegalStateException("Too long");
            }
            keep(call);
            return sent(((Credential.Bearer) call.credential()).token().reveal());
        }

        private void keep(ToolCall call) throws InterruptedException {
            if (way == Way.NUMBERS_ITS_REPEATS) {
                context.store()
                        .insert("call-" + context.store().list("", "", 200).size(), Map.of());
            }
            if (way == Way.KEEPS_THE_TOKEN && context.store().find("session").isEmpty()) {
                var token = ((Credential.Bearer) call.credential()).token().reveal();
                context.store().insert("session", Map.of("token", token));
            }
        }

        private ToolResult sent(String token) throws InterruptedException {
            var request = Request.of("GET", settings.address()).withHeader("Authorization", "Bearer " + token);
            if (way == Way.DOES_NOT_STOP) {
                return ToolResult.of(Map.of("status", stubborn(request)));
            }
            var status = context.http().send(request).status();
            if (status != 200) {
                var hidden = Base64.getEncoder().encodeToString(("user:" + token).getBytes());
                switch (way) {
                    case LOGS_THE_TOKEN -> context.logger().log(System.Logger.Level.DEBUG, "Refused: {0}", hidden);
                    case TELLS_THE_TOKEN_WHEN_REFUSED ->
                        throw new ToolException(Reason.UNAUTHENTICATED, "Refused: Basic " + hidden);
                    default -> throw new ToolException(Reason.UNAUTHENTICATED, "Refused.");
                }
            }
            return ToolResult.of(Map.of("status", status));
        }

        private int stubborn(Request request) throws InterruptedException {
            try {
                return context.http().send(request).status();
            } catch (InterruptedException e) {
                return context.http().send(request).status();
            }
        }
    }
}

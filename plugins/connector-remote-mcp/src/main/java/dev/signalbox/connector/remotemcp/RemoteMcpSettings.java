package dev.signalbox.connector.remotemcp;

import dev.signalbox.connector.Default;
import dev.signalbox.connector.Description;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

record RemoteMcpSettings(
        @Description("Where the server answers, such as https://mcp.example.com/mcp.")
        URI url,

        @Description("Only these tools, by the names the server gives them. Empty: all of them.")
        List<String> tools,

        @Description(
                "Put before the name of every tool, such as crm_: for servers whose tools are named like ones of the "
                        + "platform.")
        Optional<String> prefix,

        @Description("Whether to believe the server when it says that a tool only reads or may be repeated. Without "
                + "that no tool counts as reading.")
        @Default("false")
        boolean trustAnnotations,

        @Description("How many seconds a request may take, 1 to 300.") @Default("60")
        int timeoutSeconds,

        @Description("The header an API key is sent in.") @Default("X-API-Key")
        String apiKeyHeader) {

    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9_]{0,19}");

    RemoteMcpSettings {
        if (timeoutSeconds < 1 || timeoutSeconds > 300) {
            throw invalid("timeout_seconds is 1 to 300.");
        }
        if (url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw invalid("url is a whole address without a user, such as https://mcp.example.com/mcp.");
        }
        if (prefix.isPresent() && !PREFIX.matcher(prefix.get()).matches()) {
            throw invalid("prefix is 1 to 20 of a-z, 0-9 and _, beginning with a letter.");
        }
        tools = List.copyOf(tools);
    }

    Duration patience() {
        return Duration.ofSeconds(timeoutSeconds);
    }

    private static ToolException invalid(String message) {
        return new ToolException(Reason.INVALID_ARGUMENT, message);
    }
}

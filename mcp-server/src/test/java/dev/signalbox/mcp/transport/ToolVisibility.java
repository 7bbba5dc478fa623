package dev.signalbox.mcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcp.McpTest;
import dev.signalbox.mcp.RawClient;
import dev.signalbox.mcp.RawClient.Response;
import dev.signalbox.mcp.catalog.CatalogTool;
import dev.signalbox.mcp.catalog.Catalogue;
import dev.signalbox.mcp.catalog.Deployment;
import dev.signalbox.mcp.catalog.Risk;
import dev.signalbox.mcp.catalog.ToolGroup;
import dev.signalbox.mcp.fake.FakePlatform.Holder;
import dev.signalbox.mcp.fake.FakePlatform.Said;
import dev.signalbox.mcp.tools.Tools;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Every tool before everybody: it is shown exactly when it can be called, and else is as unknown as one that was never written. */
abstract class ToolVisibility extends McpTest {

    private static final Collection<CatalogTool> TOOLS = Catalogue.of(Tools.ALL).tools();
    private static final String OTHER_TENANT = "0198a000-0000-7000-8000-0000000000ff";

    @Autowired
    private Deployment deployment;

    private final String secret = UUID.randomUUID().toString().replace("-", "");

    /** Who may come, and what their token carries. */
    enum Who {
        OWNER,
        VIEWER,
        OTHER_TENANT,
        WITHOUT_THE_SCOPE,
        TOKEN_OF_ANOTHER_GROUP,
        READ_ONLY_TOKEN,
        RUN_TOKEN;

        Holder holder(CatalogTool tool) {
            String[] all = TOOLS.stream()
                    .map(one -> one.facts().scope())
                    .filter(scope -> !scope.isEmpty())
                    .distinct()
                    .toArray(String[]::new);
            return switch (this) {
                case OWNER -> Holder.with(all);
                // A viewer's role carries what reads, and everybody's own tokens
                case VIEWER ->
                    Holder.with(Arrays.stream(all)
                            .filter(scope -> scope.endsWith(":read") || scope.startsWith("pat:"))
                            .toArray(String[]::new));
                case OTHER_TENANT -> Holder.with(all).inTenant(ToolVisibility.OTHER_TENANT);
                case WITHOUT_THE_SCOPE ->
                    Holder.with(Arrays.stream(all)
                            .filter(scope -> !scope.equals(tool.facts().scope()))
                            .toArray(String[]::new));
                case TOKEN_OF_ANOTHER_GROUP ->
                    Holder.with(all).inGroups(tool.facts().group() == ToolGroup.CORE ? "hosted" : "core");
                case READ_ONLY_TOKEN -> Holder.with(all).readingOnly();
                case RUN_TOKEN -> Holder.running(UUID.randomUUID().toString());
            };
        }

        boolean mayCall(CatalogTool tool) {
            var facts = tool.facts();
            return switch (this) {
                case OWNER, OTHER_TENANT -> true;
                case VIEWER ->
                    facts.scope().isEmpty()
                            || facts.scope().endsWith(":read")
                            || facts.scope().startsWith("pat:");
                case WITHOUT_THE_SCOPE -> facts.scope().isEmpty();
                case TOKEN_OF_ANOTHER_GROUP -> false;
                case READ_ONLY_TOKEN -> facts.readOnly();
                case RUN_TOKEN -> facts.group() == ToolGroup.RUNS;
            };
        }
    }

    static Stream<Arguments> everyToolBeforeEverybody() {
        return TOOLS.stream().flatMap(tool -> Arrays.stream(Who.values()).map(who -> Arguments.of(tool, who)));
    }

    @BeforeEach
    void aPersonWhoSaysYes() {
        PLATFORM.answers("POST /v1/confirmations", Said.json("{\"status\":\"cleared\"}"));
    }

    @ParameterizedTest
    @MethodSource("everyToolBeforeEverybody")
    void isShownExactlyWhenItCanBeCalled(CatalogTool tool, Who who) {
        String token = (who == Who.RUN_TOKEN ? "wrt_" : "pat_") + secret;
        PLATFORM.knows(token, who.holder(tool));
        boolean served = deployment.groups().contains(tool.facts().group())
                && (deployment.risk() || tool.facts().risk() == Risk.STANDARD);
        boolean expected = served && who.mayCall(tool);

        Set<String> listed = listed(token, tool, who);
        Response call = call(client(token, tool, who), tool.name());

        assertThat(listed.contains(tool.name())).as("listed").isEqualTo(expected);
        assertThat(call.json().has("result")).as("callable").isEqualTo(expected);
        if (!expected) {
            assertUnknown(call, client(token, tool, who), tool.name());
        }
        assertThat(PLATFORM.asked().stream()
                        .map(asked -> String.valueOf(asked.header("Authorization")))
                        .filter(authorization -> authorization.startsWith("Bearer")))
                .as("nobody else's token was used")
                .allMatch(authorization -> authorization.endsWith(token));
    }

    private void assertUnknown(Response hidden, RawClient client, String name) {
        String never = "x".repeat(name.length());
        Response unknown = call(client, never);

        assertThat(hidden.status()).isEqualTo(unknown.status());
        assertThat(hidden.http().body().replace(name, never))
                .isEqualTo(unknown.http().body());
        assertThat(hidden.http().headers().map().keySet())
                .isEqualTo(unknown.http().headers().map().keySet());
    }

    private Set<String> listed(String token, CatalogTool tool, Who who) {
        return Set.copyOf(client(token, tool, who)
                .rpc(1, "tools/list", "{}")
                .result()
                .path("tools")
                .valueStream()
                .map(one -> one.path("name").asString())
                .toList());
    }

    private static Response call(RawClient client, String name) {
        return client.rpc(1, "tools/call", "{\"name\":\"%s\",\"arguments\":{}}".formatted(name));
    }

    /** Asks for the group of the tool where the installation has it; naming one that it has not is refused as a whole. */
    private RawClient client(String token, CatalogTool tool, Who who) {
        String address = who == Who.RUN_TOKEN ? "/mcp-runs" : "/mcp";
        RawClient client = at(address).header("Authorization", "Bearer " + token);
        ToolGroup group = tool.facts().group();
        boolean ask = List.of(Who.OWNER, Who.VIEWER, Who.OTHER_TENANT, Who.WITHOUT_THE_SCOPE, Who.READ_ONLY_TOKEN)
                        .contains(who)
                && deployment.groups().contains(group);
        return ask ? client.query("groups=" + group.wire()) : client;
    }
}

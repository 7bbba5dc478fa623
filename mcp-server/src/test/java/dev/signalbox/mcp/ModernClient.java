package dev.signalbox.mcp;

import dev.signalbox.mcp.RawClient.Response;
import dev.signalbox.mcp.platform.Json;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.node.ObjectNode;

/** A client of the revision 2026-07-28, written by hand. */
public final class ModernClient {

    static final String VERSION = "2026-07-28";

    private final RawClient raw;
    private final String capabilities;

    ModernClient(String address, String token) {
        this(
                new RawClient(address)
                        .header("Authorization", "Bearer " + token)
                        .header("MCP-Protocol-Version", VERSION),
                "{}");
    }

    private ModernClient(RawClient raw, String capabilities) {
        this.raw = raw;
        this.capabilities = capabilities;
    }

    public ModernClient query(String query) {
        return new ModernClient(raw.query(query), capabilities);
    }

    public ModernClient header(String name, String value) {
        return new ModernClient(raw.header(name, value), capabilities);
    }

    /** @param capabilities as JSON */
    public ModernClient capable(String capabilities) {
        return new ModernClient(raw, capabilities);
    }

    public Response discover() {
        return send("server/discover", Json.MAPPER.createObjectNode());
    }

    public Response list() {
        return send("tools/list", Json.MAPPER.createObjectNode());
    }

    public Response call(String tool, String arguments) {
        return callAsync(1, tool, arguments).join();
    }

    public CompletableFuture<Response> callAsync(int id, String tool, String arguments) {
        return callAsync(id, tool, arguments, "{}");
    }

    /** @param more members beside name and arguments */
    public Response call(String tool, String arguments, String more) {
        return callAsync(1, tool, arguments, more).join();
    }

    private CompletableFuture<Response> callAsync(int id, String tool, String arguments, String more) {
        ObjectNode params = (ObjectNode) Json.MAPPER.readTree(more);
        params.put("name", tool);
        params.set("arguments", Json.MAPPER.readTree(arguments));
        return raw.header("Mcp-Method", "tools/call")
                .header("Mcp-Name", tool)
                .sendAsync("POST", message(id, "tools/call", params));
    }

    public EventReader listen(String method, ObjectNode params) {
        return raw.header("Mcp-Method", method).listen("POST", message(1, method, params));
    }

    public Response send(String method, ObjectNode params) {
        return raw.header("Mcp-Method", method).post(message(1, method, params));
    }

    private String message(int id, String method, ObjectNode params) {
        ObjectNode meta = params.withObjectProperty("_meta").put("io.modelcontextprotocol/protocolVersion", VERSION);
        meta.set("io.modelcontextprotocol/clientCapabilities", Json.MAPPER.readTree(capabilities));
        meta.putObject("io.modelcontextprotocol/clientInfo").put("name", "raw").put("version", "1");
        ObjectNode message = Json.MAPPER
                .createObjectNode()
                .put("jsonrpc", "2.0")
                .put("id", id)
                .put("method", method);
        message.set("params", params);
        return message.toString();
    }
}

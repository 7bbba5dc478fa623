package dev.signalbox.mcp;

import dev.signalbox.mcp.RawClient.Response;
import dev.signalbox.mcp.platform.Json;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.node.ObjectNode;

/** A client of the revision 2026-07-28, written by hand. */
public final class ModernClient {

    static final String VERSION = "2026-07-28";

    private final RawClient raw;

    ModernClient(String address, String token) {
        this(new RawClient(address).header("Authorization", "Bearer " + token).header("MCP-Protocol-Version", VERSION));
    }

    private ModernClient(RawClient raw) {
        this.raw = raw;
    }

    public ModernClient query(String query) {
        return new ModernClient(raw.query(query));
    }

    public ModernClient header(String name, String value) {
        return new ModernClient(raw.header(name, value));
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
        ObjectNode params = Json.MAPPER.createObjectNode().put("name", tool);
        params.set("arguments", Json.MAPPER.readTree(arguments));
        return raw.header("Mcp-Method", "tools/call")
                .header("Mcp-Name", tool)
                .sendAsync("POST", message(id, "tools/call", params));
    }

    public Response send(String method, ObjectNode params) {
        return raw.header("Mcp-Method", method).post(message(1, method, params));
    }

    static String message(int id, String method, ObjectNode params) {
        ObjectNode meta = params.putObject("_meta").put("io.modelcontextprotocol/protocolVersion", VERSION);
        meta.putObject("io.modelcontextprotocol/clientCapabilities");
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

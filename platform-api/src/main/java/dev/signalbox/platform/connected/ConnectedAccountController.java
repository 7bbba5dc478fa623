package dev.signalbox.platform.connected;

import dev.signalbox.platform.access.Requires;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.accounts.AccountLinks;
import dev.signalbox.platform.accounts.ConnectedAccount;
import dev.signalbox.platform.connected.AccountTools.Wanted;
import dev.signalbox.platform.connected.AccountTools.Whose;
import dev.signalbox.platform.connectors.ToolBinding;
import dev.signalbox.platform.connectors.ToolDescription;
import dev.signalbox.platform.idempotency.OnceOnly;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.problem.ApiException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

@RestController
@RequestMapping("/v1/connected-accounts")
class ConnectedAccountController {

    private final AccountService accounts;
    private final AccountVerification verification;
    private final AccountTools tools;

    ConnectedAccountController(AccountService accounts, AccountVerification verification, AccountTools tools) {
        this.accounts = accounts;
        this.verification = verification;
        this.tools = tools;
    }

    @GetMapping
    @Requires(Scope.MCP_READ)
    Mono<Page<ConnectedAccount>> list(
            @RequestParam(required = false) @Nullable String identifier,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return accounts.list(identifier, limit, cursor);
    }

    @GetMapping("/{id}")
    @Requires(Scope.MCP_READ)
    Mono<ConnectedAccount> get(@PathVariable ConnectedAccount.Id id) {
        return accounts.get(id, Scope.MCP_READ);
    }

    /** A link by which the owner of an account lets this project use it. */
    @PostMapping("/authorization-link")
    @Requires(Scope.MCP_EXECUTE)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<AccountLinks.Link> link(@Valid @RequestBody NewLink wanted, ServerWebExchange exchange) {
        OnceOnly.field(exchange, "link");
        return accounts.link(new AccountService.Wanted(
                binding(wanted.connector(), wanted.instanceId()), wanted.identifier(), returnUrl(wanted.returnUrl())));
    }

    /** Says that whoever came back from the link is who it was made for, with the code they brought. */
    @PostMapping("/verify")
    @Requires(Scope.MCP_EXECUTE)
    Mono<ConnectedAccount> verify(@Valid @RequestBody Verify verify) {
        return verification.verify(verify.connectedAccountId(), verify.verificationCode());
    }

    /** Gives the account's tokens back and forgets them. */
    @DeleteMapping("/{id}")
    @Requires(Scope.MCP_EXECUTE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> disconnect(@PathVariable ConnectedAccount.Id id) {
        return accounts.disconnect(id);
    }

    /** What can be done as the owner of an account. */
    @GetMapping("/tools")
    @Requires(Scope.MCP_EXECUTE)
    Mono<Page<ToolDescription>> tools(
            @RequestParam(required = false) @Nullable String connector,
            @RequestParam(name = "instance_id", required = false) @Nullable String instanceId,
            @RequestParam(required = false) @Nullable String identifier,
            @RequestParam(name = "connected_account_id", required = false)
                    ConnectedAccount.@Nullable Id connectedAccountId) {
        return tools.list(new Whose(binding(connector, instanceId), identifier, connectedAccountId))
                .map(found -> new Page<>(found, null));
    }

    /** Calls a tool as the owner of an account. */
    @PostMapping("/execute-tool")
    @Requires(Scope.MCP_EXECUTE)
    Mono<AccountTools.Executed> execute(
            @Valid @RequestBody ExecuteTool execute,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        var whose = new Whose(
                binding(execute.connector(), execute.instanceId()), execute.identifier(), execute.connectedAccountId());
        return tools.execute(whose, new Wanted(execute.toolName(), object(execute.toolInput()), key));
    }

    private static ToolBinding binding(@Nullable String connector, @Nullable String instanceId) {
        if (connector == null && instanceId == null) {
            throw ApiException.invalid(
                    "connector", "is missing: name a connector such as remote-mcp, or an instance_id");
        }
        return ToolBinding.of(connector == null ? null : ToolBinding.address(connector), instanceId);
    }

    /** Only whole addresses of the web: a browser is sent there. */
    private static @Nullable URI returnUrl(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            var address = URI.create(text);
            boolean safe = "https".equalsIgnoreCase(address.getScheme())
                    || ("http".equalsIgnoreCase(address.getScheme())
                            && java.util.Set.of("127.0.0.1", "localhost", "[::1]")
                                    .contains(String.valueOf(address.getHost())));
            if (safe
                    && address.getHost() != null
                    && address.getRawUserInfo() == null
                    && address.getRawFragment() == null) {
                return address;
            }
        } catch (IllegalArgumentException _) {
            throw ApiException.invalid("return_url", "is not an address");
        }
        throw ApiException.invalid(
                "return_url", "is a whole https address, or http on this machine, without user and fragment");
    }

    private static ObjectNode object(@Nullable JsonNode input) {
        return switch (input) {
            case null -> JsonNodeFactory.instance.objectNode();
            case ObjectNode object -> object;
            default -> throw ApiException.invalid("tool_input", "is a JSON object");
        };
    }

    /** @param identifier whose account it is, in your words; without one it is the project's own, which workflows use */
    record NewLink(
            @Nullable @Size(max = 40) String connector,
            @Nullable String instanceId,
            @Nullable @Size(min = 1, max = 200) String identifier,
            @Nullable @Size(max = 2000) String returnUrl) {}

    record Verify(
            @NotNull ConnectedAccount.Id connectedAccountId,
            @NotBlank @Size(max = 100) String verificationCode) {}

    record ExecuteTool(
            @Nullable @Size(max = 40) String connector,
            @Nullable String instanceId,
            @Nullable @Size(max = 200) String identifier,
            ConnectedAccount.@Nullable Id connectedAccountId,
            @NotBlank @Size(max = 64) String toolName,
            @Nullable JsonNode toolInput) {}
}

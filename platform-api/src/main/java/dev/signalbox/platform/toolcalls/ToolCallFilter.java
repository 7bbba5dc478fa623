package dev.signalbox.platform.toolcalls;

import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.problem.ErrorCode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Knows a call of a tool by the header that mcp-server sends with it, and only from mcp-server: who calls the API directly is
 * neither counted nor written down here.
 */
@Component
@Order(10)
class ToolCallFilter implements WebFilter {

    static final String TOOL = "X-Mcp-Tool";

    /** The form of its value. */
    static final String NAME = "[a-z][a-z0-9_]{2,127}";

    private static final Pattern NAMED = Pattern.compile(NAME);

    private final ToolRates rates;
    private final ToolCallAudit audit;

    ToolCallFilter(ToolRates rates, ToolCallAudit audit) {
        this.rates = rates;
        this.audit = audit;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        String tool = exchange.getRequest().getHeaders().getFirst(TOOL);
        if (tool == null || !NAMED.matcher(tool).matches()) {
            return chain.filter(exchange);
        }
        return Access.ifAny()
                .filter(caller -> caller.kind() == Caller.Kind.DELEGATED)
                .map(Optional::of)
                .defaultIfEmpty(Optional.empty())
                .flatMap(caller ->
                        caller.isPresent() ? counted(caller.get(), tool, exchange, chain) : chain.filter(exchange));
    }

    private Mono<Void> counted(Caller caller, String tool, ServerWebExchange exchange, WebFilterChain chain) {
        var call = ToolCallAudit.Call.begun(caller, tool, exchange);
        return rates.take(caller, tool)
                .flatMap(refused -> Mono.<Boolean>error(refusal(refused)))
                .then(Mono.defer(() -> chain.filter(exchange)))
                .doOnSuccess(_ -> audit.add(call.answered(exchange.getResponse().getStatusCode())))
                .doOnError(failure -> audit.add(call.failed(failure)))
                .doOnCancel(() -> audit.add(call.cancelled()));
    }

    private static ApiException refusal(ToolRates.Refused refused) {
        long seconds = Math.max(1, refused.until().plus(Duration.ofMillis(999)).toSeconds());
        return new ApiException(
                        ErrorCode.RATE_LIMITED,
                        "%s is called more often than it may be. Wait %d s.".formatted(named(refused.whose()), seconds),
                        List.of(),
                        Map.of("retry_after_seconds", seconds))
                .header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds));
    }

    private static String named(String whose) {
        return whose.startsWith("this ") ? "With " + whose + ", a tool" : whose;
    }
}

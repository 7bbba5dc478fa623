package dev.signalbox.platform.toolcalls;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.platform.access.Access;
import dev.signalbox.platform.access.Authenticated;
import dev.signalbox.platform.access.Caller;
import dev.signalbox.platform.access.ServiceOnly;
import dev.signalbox.platform.problem.ApiException;
import dev.signalbox.platform.toolcalls.CallReceipts.Receipt;
import dev.signalbox.platform.toolcalls.ToolCallAudit.Call;
import dev.signalbox.platform.toolcalls.ToolRates.Lent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** For calls that mcp-server answers by itself (ADR 130): they are counted ahead and told of afterwards. */
@RestController
class LocalCallController {

    private static final Logger log = LoggerFactory.getLogger(LocalCallController.class);

    private final ToolRates rates;
    private final CallReceipts receipts;
    private final ToolCallAudit audit;

    LocalCallController(ToolRates rates, CallReceipts receipts, ToolCallAudit audit) {
        this.rates = rates;
        this.receipts = receipts;
        this.audit = audit;
    }

    /** The request is a call itself, counted and written down by {@link ToolCallFilter} as every other; these are further ones. */
    @PostMapping("/v1/internal/tool-calls/allowance")
    @Authenticated
    Mono<Allowance> allow(
            @RequestHeader(ToolCallFilter.TOOL) @Pattern(regexp = ToolCallFilter.NAME) String tool,
            @Valid @RequestBody Allow request) {
        return Access.current()
                .filter(caller -> caller.kind() == Caller.Kind.DELEGATED)
                .switchIfEmpty(Mono.error(() -> ApiException.unauthenticated("This needs an exchanged token.")))
                .map(caller -> allowance(caller, tool, request.calls()));
    }

    private Allowance allowance(Caller caller, String tool, int wanted) {
        Lent lent = rates.lend(caller, tool, wanted);
        String receipt = lent.calls() == 0 ? null : receipts.write(new Receipt(ToolCaller.of(caller), tool));
        return new Allowance(lent.calls(), lent.lasts().toMillis(), receipt);
    }

    /** The calls that were made of allowances, whatever has become of their tokens since. */
    @PostMapping("/v1/internal/tool-calls")
    @ServiceOnly
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> done(@Valid @RequestBody Done request) {
        return Mono.fromRunnable(() -> request.allowances().forEach(this::writeDown));
    }

    private void writeDown(Used used) {
        receipts.read(used.receipt())
                .ifPresentOrElse(
                        receipt -> used.calls().forEach(call -> audit.add(call.by(receipt))),
                        () -> log.error(
                                "{} tool calls were not audited: their receipt is none of this platform's, or too old",
                                used.calls().size()));
    }

    /** @param calls how many more are wanted */
    record Allow(@Min(0) @Max(1000) int calls) {}

    /**
     * @param calls how many more may be made
     * @param milliseconds within which they may
     * @param receipt comes back with them; absent when there are none
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Allowance(int calls, long milliseconds, @Nullable String receipt) {}

    record Done(@NotNull @Size(max = 1000) List<@Valid Used> allowances) {}

    record Used(
            @NotBlank @Size(max = 1000) String receipt,
            @NotNull @Size(max = 1000) List<@Valid Made> calls) {}

    /** @param traceparent the client's own, if it had one */
    record Made(
            @PositiveOrZero long milliseconds,
            @Nullable @Size(max = 55) String traceparent) {

        Call by(Receipt receipt) {
            return Call.answered(receipt.caller(), receipt.tool(), traceparent, Duration.ofMillis(milliseconds));
        }
    }
}

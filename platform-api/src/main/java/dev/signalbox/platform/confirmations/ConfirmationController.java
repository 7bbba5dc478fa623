package dev.signalbox.platform.confirmations;

import dev.signalbox.platform.access.Authenticated;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.problem.ApiException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.node.ObjectNode;

/** A person's own: no scope lets anybody see or answer those of somebody else. */
@RestController
@RequestMapping("/v1/confirmations")
class ConfirmationController {

    private final ConfirmationService confirmations;

    ConfirmationController(ConfirmationService confirmations) {
        this.confirmations = confirmations;
    }

    /** The risky calls of the caller's agents that wait for them. */
    @GetMapping
    @Authenticated
    Mono<Page<Confirmation>> list() {
        return confirmations.list();
    }

    /**
     * Whether a risky call may be made now. Without a word of the person yet it is pending, and they are asked. With a ticket of
     * that, it goes on with the same question.
     */
    @PostMapping
    @Authenticated
    Mono<Clearance> clear(@Valid @RequestBody AskClearance ask) {
        var call = new RiskyCall(ask.tool(), confirmations.hide(ask.arguments(), ask.hidden()));
        if (ask.ticket() == null && ask.accepted() != null) {
            throw ApiException.invalid("ticket", "must say which question accepted answers");
        }
        return ask.ticket() == null
                ? confirmations.clear(call)
                : confirmations.clear(call, ask.ticket(), ask.accepted());
    }

    @GetMapping("/{id}")
    @Authenticated
    Mono<Confirmation> get(@PathVariable Confirmation.Id id) {
        return confirmations.get(id);
    }

    /** For a person who is signed in; a token cannot confirm its own call. */
    @PostMapping("/{id}/confirm")
    @Authenticated
    Mono<Confirmation> confirm(@PathVariable Confirmation.Id id) {
        return confirmations.decide(id, true);
    }

    /** For a person who is signed in. */
    @PostMapping("/{id}/decline")
    @Authenticated
    Mono<Confirmation> decline(@PathVariable Confirmation.Id id) {
        return confirmations.decide(id, false);
    }

    /**
     * @param hidden arguments that are secrets: neither kept nor shown, and yet the yes is for exactly these
     * @param ticket of a question that is pending
     * @param accepted what the person said to their client, which only mcp-server can pass on
     */
    record AskClearance(
            @NotNull @Pattern(regexp = "[a-z][a-z0-9_]{2,127}")
            String tool,

            @NotNull ObjectNode arguments,
            @Nullable @Size(max = 20) List<@NotNull String> hidden,
            @Nullable @Size(max = 1000) String ticket,
            @Nullable Boolean accepted) {

        @Override
        public String toString() {
            return "AskClearance[tool=" + tool + "]";
        }
    }
}

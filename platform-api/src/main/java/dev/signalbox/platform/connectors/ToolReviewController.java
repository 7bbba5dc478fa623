package dev.signalbox.platform.connectors;

import dev.signalbox.platform.access.Requires;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.paging.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/v1/mcp/instances/{id}/tool-reviews")
class ToolReviewController {

    private final ToolReviewService reviews;

    ToolReviewController(ToolReviewService reviews) {
        this.reviews = reviews;
    }

    /** Tools of a remote server that are not what a person agreed to. */
    @GetMapping
    @Requires(Scope.MCP_READ)
    Mono<Page<ToolReviewService.Review>> list(@PathVariable ConnectorInstance.Id id) {
        return reviews.list(id).map(waiting -> new Page<>(waiting, null));
    }

    /** Agrees to one difference, as a person who is signed in; answers with what still waits. */
    @PostMapping("/{tool}/approve")
    @Requires(Scope.MCP_WRITE)
    Mono<Page<ToolReviewService.Review>> approve(
            @PathVariable ConnectorInstance.Id id, @PathVariable String tool, @Valid @RequestBody Approve approve) {
        return reviews.approve(id, tool, approve.fingerprint()).then(list(id));
    }

    record Approve(@NotBlank @Size(max = 100) String fingerprint) {}
}

package dev.signalbox.platform.members;

import dev.signalbox.platform.access.Authenticated;
import dev.signalbox.platform.access.Requires;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.TenantRole;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.paging.Page;
import dev.signalbox.platform.problem.IfMatch;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/v1/members")
class MemberController {

    private final MemberService members;

    MemberController(MemberService members) {
        this.members = members;
    }

    @GetMapping
    @Authenticated
    Mono<Page<Member>> list(
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return members.list(limit, cursor);
    }

    @GetMapping("/{id}")
    @Authenticated
    Mono<ResponseEntity<Member>> get(@PathVariable UserId id) {
        return members.get(id).map(MemberController::tagged);
    }

    @PatchMapping("/{id}")
    @Requires(Scope.MEMBER_MANAGE)
    Mono<ResponseEntity<Member>> update(
            @PathVariable UserId id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody UpdateMember update) {
        return members.changeRole(id, update.role(), IfMatch.required(ifMatch)).map(MemberController::tagged);
    }

    @PostMapping("/{id}/disable")
    @Requires(Scope.MEMBER_MANAGE)
    Mono<Member> disable(@PathVariable UserId id) {
        return members.disable(id);
    }

    @PostMapping("/{id}/enable")
    @Requires(Scope.MEMBER_MANAGE)
    Mono<Member> enable(@PathVariable UserId id) {
        return members.enable(id);
    }

    private static ResponseEntity<Member> tagged(Member member) {
        return ResponseEntity.ok().eTag(IfMatch.etag(member.version())).body(member);
    }

    record UpdateMember(@NotNull TenantRole role) {}
}

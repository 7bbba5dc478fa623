package dev.signalbox.platform.members;

import dev.signalbox.platform.access.Authenticated;
import dev.signalbox.platform.access.ProjectId;
import dev.signalbox.platform.access.ProjectRole;
import dev.signalbox.platform.access.Requires;
import dev.signalbox.platform.access.Scope;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.paging.Page;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/v1/projects/{project}/members")
class ProjectMemberController {

    private final ProjectMemberService members;

    ProjectMemberController(ProjectMemberService members) {
        this.members = members;
    }

    /** Those with a role of their own in the project; in a public one everybody else of the tenant is a contributor. */
    @GetMapping
    @Authenticated
    Mono<Page<ProjectMember>> list(
            @PathVariable ProjectId project,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return members.list(project, limit, cursor);
    }

    /** Gives a member of the tenant a role in the project; the same again changes nothing. */
    @PutMapping("/{user}")
    @Requires(value = Scope.MEMBER_MANAGE, roleInProject = true)
    Mono<ProjectMember> put(
            @PathVariable ProjectId project, @PathVariable UserId user, @Valid @RequestBody PutMember put) {
        return members.put(project, user, put.role());
    }

    /** Takes the role away. Whoever has one may give it up themselves. */
    @DeleteMapping("/{user}")
    @Requires(value = Scope.MEMBER_MANAGE, roleInProject = true)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> remove(@PathVariable ProjectId project, @PathVariable UserId user) {
        return members.remove(project, user);
    }

    record PutMember(@NotNull ProjectRole role) {}
}

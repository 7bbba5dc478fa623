package dev.signalbox.platform.members;

import dev.signalbox.platform.access.ServiceOnly;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.paging.Page;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What the sign-in asks about a person before it can make them a token, and what it tells of those who tried. */
@RestController
class SigninController {

    private final MemberService members;
    private final SignInService signIns;

    SigninController(MemberService members, SignInService signIns) {
        this.members = members;
        this.signIns = signIns;
    }

    /** Which tenants and projects there are to choose from. */
    @GetMapping("/v1/internal/users/{id}/tenants")
    @ServiceOnly
    Mono<Page<Place>> tenants(@PathVariable UserId id) {
        return members.placesOf(id).map(found -> new Page<>(found, null));
    }

    @PostMapping("/v1/internal/sign-ins")
    @ServiceOnly
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> report(@Valid @RequestBody SignIn signIn) {
        return signIns.report(signIn);
    }
}

package dev.signalbox.platform.members;

import dev.signalbox.platform.access.ServiceOnly;
import dev.signalbox.platform.access.UserId;
import dev.signalbox.platform.paging.Page;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What the sign-in asks about a person before it can make them a token: which tenants and projects there are to choose from. */
@RestController
class SigninController {

    private final MemberService members;

    SigninController(MemberService members) {
        this.members = members;
    }

    @GetMapping("/v1/internal/users/{id}/tenants")
    @ServiceOnly
    Mono<Page<Place>> tenants(@PathVariable UserId id) {
        return members.placesOf(id).map(found -> new Page<>(found, null));
    }
}

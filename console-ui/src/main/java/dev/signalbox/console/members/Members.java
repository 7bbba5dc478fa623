package dev.signalbox.console.members;

import com.vaadin.flow.spring.annotation.VaadinSessionScope;
import dev.signalbox.console.platform.Address;
import dev.signalbox.console.platform.Page;
import dev.signalbox.console.platform.Platform;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.stereotype.Component;

/** The people of the workspace. */
@Component
@VaadinSessionScope
class Members {

    private static final ParameterizedTypeReference<Page<Member>> MEMBERS = new ParameterizedTypeReference<>() {};
    private static final int MOST = 200;

    private final Platform platform;

    Members(Platform platform) {
        this.platform = platform;
    }

    Viewer viewer() {
        return platform.get(Address.of("/v1/me"), Viewer.class);
    }

    Page<Member> list(@Nullable String cursor, int limit) {
        return platform.get(Address.of("/v1/members").with("cursor", cursor).with("limit", limit), MEMBERS);
    }

    /** All of them, to choose from. */
    List<Member> everybody() {
        var all = new ArrayList<Member>();
        String cursor = null;
        do {
            Page<Member> page = list(cursor, MOST);
            all.addAll(page.items());
            cursor = page.nextCursor();
        } while (cursor != null);
        return all;
    }

    /** Refused when somebody changed this member since they were read. */
    void give(Member member, TenantRole role) {
        platform.patch(
                Address.of("/v1/members/{id}", member.userId()),
                "\"" + member.version() + "\"",
                Map.of("role", role),
                Member.class);
    }

    void disable(Member member) {
        platform.post(Address.of("/v1/members/{id}/disable", member.userId()), Map.of(), Member.class);
    }

    void enable(Member member) {
        platform.post(Address.of("/v1/members/{id}/enable", member.userId()), Map.of(), Member.class);
    }
}

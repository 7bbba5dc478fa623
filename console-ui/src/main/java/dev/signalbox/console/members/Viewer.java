package dev.signalbox.console.members;

import java.util.List;

/** Who looks at the page. What they may not do is not offered to them; the platform decides all the same. */
record Viewer(String userId, TenantRole tenantRole, List<String> rights) {

    boolean is(String user) {
        return userId.equals(user);
    }

    boolean manages() {
        return rights.contains("member:manage");
    }

    /** Only an owner touches an owner. */
    boolean mayChange(Member member) {
        return manages() && (tenantRole == TenantRole.OWNER || member.role() != TenantRole.OWNER);
    }

    /** Whoever disables themselves cannot undo it. */
    boolean mayDisable(Member member) {
        return mayChange(member) && !is(member.userId());
    }

    List<TenantRole> gives() {
        return tenantRole == TenantRole.OWNER
                ? List.of(TenantRole.values())
                : List.of(TenantRole.ADMIN, TenantRole.MEMBER);
    }
}

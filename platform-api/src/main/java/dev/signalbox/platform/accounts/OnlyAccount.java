package dev.signalbox.platform.accounts;

import dev.signalbox.platform.accounts.ConnectedAccount.State;
import dev.signalbox.platform.problem.ApiException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The one account that can be meant when none is named; several are an error and never a guess. */
public final class OnlyAccount {

    private OnlyAccount() {}

    /** @throws ApiException that says which ones there are, or what to do when there is none that works */
    public static ConnectedAccount of(List<ConnectedAccount> found, @Nullable String identifier) {
        var active = found.stream()
                .filter(account -> account.state() == State.ACTIVE)
                .toList();
        if (active.size() == 1) {
            return active.getFirst();
        }
        if (active.size() > 1) {
            throw ApiException.conflict("Several accounts could be meant; name one with %s connected_account_id: %s."
                    .formatted(identifier == null ? "identifier or" : "its", ids(active)));
        }
        var whose = identifier == null
                ? "There is no connected account"
                : "%s has no connected account".formatted(identifier);
        throw ApiException.conflict(
                found.isEmpty()
                        ? whose + "; make a link with POST /v1/connected-accounts/authorization-link."
                        : "%s that works. %s".formatted(whose, states(found)));
    }

    private static String ids(List<ConnectedAccount> accounts) {
        return accounts.stream().map(account -> account.id().toString()).collect(Collectors.joining(", "));
    }

    private static String states(List<ConnectedAccount> accounts) {
        return accounts.stream()
                .map(account -> account.id() + " is " + account.state().name()
                        + (account.problem() == null ? "." : ": " + account.problem()))
                .collect(Collectors.joining(" "));
    }
}

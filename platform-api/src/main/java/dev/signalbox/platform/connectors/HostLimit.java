package dev.signalbox.platform.connectors;

import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.platform.accounts.AccountTokens.Held;
import dev.signalbox.platform.secrets.UsableSecret;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * Where a call may connect to while it carries what is bound to hosts: secrets, and the token of an account. It holds on the thread of the call; a connector that
 * hands a secret to a thread of its own is trusted code doing wrong.
 */
record HostLimit(List<Bound> bound) {

    static final HostLimit NONE = new HostLimit(List.of());

    /**
     * @param what is bound, at the beginning of a sentence
     * @param hosts in lower case, with or without a port
     * @param remedy what to do, as a sentence
     */
    record Bound(String what, List<String> hosts, String remedy) {

        static Bound of(UsableSecret secret) {
            return new Bound(
                    "Secret " + secret.name(),
                    List.copyOf(secret.hosts()),
                    "Add the host to the secret, or leave the secret out.");
        }

        /** A token opens what it was made for; where the instance points now may be somebody else's. */
        static Bound of(Held held) {
            return new Bound(
                    "The token of account " + held.account(),
                    List.of(held.host().toLowerCase(Locale.ROOT)),
                    "Connect the account again for the address that the instance has now.");
        }

        /** A host that is named without a port is meant with any. */
        private boolean admits(String host, int port) {
            var name = host.toLowerCase(Locale.ROOT);
            return hosts.contains(name) || hosts.contains(name + ":" + port);
        }
    }

    private static final ScopedValue<HostLimit> CURRENT = ScopedValue.newInstance();

    /** What happens within the limit. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws InterruptedException;
    }

    <T> T during(Work<T> work) throws InterruptedException {
        return ScopedValue.where(CURRENT, this).call(work::run);
    }

    /** Of the call on this thread. */
    static HostLimit current() {
        return CURRENT.orElse(NONE);
    }

    boolean admits(URI target) {
        return target.getHost() != null
                && bound.stream().allMatch(one -> one.admits(target.getHost(), target.getPort()));
    }

    /** @throws ToolException PERMISSION_DENIED that names what is bound, and the host */
    void check(String host, int port) {
        bound.stream().filter(one -> !one.admits(host, port)).findFirst().ifPresent(one -> {
            throw new ToolException(
                    Reason.PERMISSION_DENIED,
                    "%s may be sent to %s only, and this call goes to %s. %s"
                            .formatted(one.what(), String.join(", ", one.hosts()), host, one.remedy()));
        });
    }
}

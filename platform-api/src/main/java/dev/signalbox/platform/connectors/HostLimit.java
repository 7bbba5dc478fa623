package dev.signalbox.platform.connectors;

import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import dev.signalbox.platform.secrets.UsableSecret;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * Where a call may connect to while it carries secrets that are bound to hosts. It holds on the thread of the call; a connector that
 * hands a secret to a thread of its own is trusted code doing wrong.
 */
record HostLimit(List<UsableSecret> bound) {

    static final HostLimit NONE = new HostLimit(List.of());

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
                && bound.stream().allMatch(secret -> admits(secret, target.getHost(), target.getPort()));
    }

    /** @throws ToolException PERMISSION_DENIED that names secret and host */
    void check(String host, int port) {
        bound.stream().filter(secret -> !admits(secret, host, port)).findFirst().ifPresent(secret -> {
            throw new ToolException(
                    Reason.PERMISSION_DENIED,
                    "Secret %s may be sent to %s only, and this call goes to %s. Add the host to the secret, or leave the secret out."
                            .formatted(secret.name(), String.join(", ", secret.hosts()), host));
        });
    }

    /** A host that is named without a port is meant with any. */
    private static boolean admits(UsableSecret secret, String host, int port) {
        var name = host.toLowerCase(Locale.ROOT);
        return secret.hosts().contains(name) || secret.hosts().contains(name + ":" + port);
    }
}

package dev.signalbox.local;

import dev.signalbox.postgres.LastWill;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The three processes together: started at once, stopped at once, and none outlives the launcher for long. */
final class Children implements AutoCloseable {

    /** When the launcher is killed: ask each of them to stop, and end after 25 seconds whoever has not. */
    private static final String STOP = """
            kill -TERM "$@"
            tenths=0
            while [ $tenths -lt 250 ]; do
              alive=
              for pid; do kill -0 "$pid" && alive=yes; done
              [ $alive ] || exit
              sleep 0.1
              tenths=$((tenths + 1))
            done
            kill -KILL "$@"
            """;

    private final List<Child> members;
    private final LastWill will;

    private Children(List<Child> members, LastWill will) {
        this.members = members;
        this.will = will;
    }

    static Children start(List<Plan> plans, Path data) {
        var members = plans.stream()
                .map(plan -> Child.start(plan, data.resolve("logs")))
                .toList();
        var handles = members.stream().map(Child::handle).toList();
        Orphans.remember(data, handles);
        var pids = handles.stream().map(handle -> Long.toString(handle.pid()));
        return new Children(members, LastWill.of(STOP, pids.toArray(String[]::new)));
    }

    List<Child> members() {
        return members;
    }

    void showLogs() {
        members.forEach(child -> child.log().show());
    }

    /** Returns the first of them that ends by itself. */
    Child awaitAnyEnd() {
        var ends = members.stream()
                .map(child -> child.handle().onExit().thenApply(_ -> child))
                .toArray(CompletableFuture<?>[]::new);
        return (Child) CompletableFuture.anyOf(ends).join();
    }

    @Override
    public void close() {
        members.forEach(Child::askToStop);
        members.forEach(Child::awaitStop);
        will.close();
    }
}

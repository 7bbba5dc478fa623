package dev.signalbox.connector.workqueue;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of a loop: whoever made it, or made or last changed a task of it. */
final class Crew {

    private Crew() {}

    static Set<String> of(Loop loop, List<Task> tasks) {
        var members = new LinkedHashSet<String>();
        add(members, loop.owner());
        tasks.forEach(task -> {
            add(members, task.createdBy());
            add(members, task.by());
        });
        return members;
    }

    private static void add(Set<String> members, @Nullable String person) {
        if (person != null) {
            members.add(person);
        }
    }
}

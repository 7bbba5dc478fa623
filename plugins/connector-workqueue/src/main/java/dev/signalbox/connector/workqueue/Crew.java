package dev.signalbox.connector.workqueue;

import dev.signalbox.connector.ConnectorMembers;
import dev.signalbox.connector.ConnectorMembers.Member;
import dev.signalbox.connector.ConnectorMembers.Notice;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells the members of a loop that it is shipped: the project's, or of a private one whoever made it. */
final class Crew {

    private static final int LONGEST_NAME = 150;

    private final Supplier<ConnectorMembers> members;

    /** @param members asked each time: they are dead once the connector is closed */
    Crew(Supplier<ConnectorMembers> members) {
        this.members = members;
    }

    /** The loop is shipped whatever comes of this. A repeat tells nobody twice, since the notice has a key. */
    Map<String, @Nullable Object> tell(Loop shipped, long tasks) throws InterruptedException {
        int told = 0;
        String problem = null;
        try {
            for (var member : of(shipped)) {
                members.get().notify(member.id(), notice(shipped, tasks));
                told++;
            }
        } catch (ToolException e) {
            problem = e.reason() == Reason.OUTCOME_UNKNOWN
                    ? "Whether everybody was told is not known."
                    : "Not everybody was told: " + e.getMessage();
        }
        var answer = new LinkedHashMap<String, @Nullable Object>();
        answer.put("told", told);
        answer.put("problem", problem);
        return answer;
    }

    private List<Member> of(Loop shipped) throws InterruptedException {
        return members.get().list().stream()
                .filter(member -> shipped.isVisibleTo(member.id().toString()))
                .toList();
    }

    private static Notice notice(Loop shipped, long tasks) {
        var oneLine = shipped.name().replaceAll("\\s+", " ").strip();
        var name = oneLine.length() <= LONGEST_NAME ? oneLine : oneLine.substring(0, LONGEST_NAME) + "…";
        return new Notice(
                "shipped/" + shipped.id(),
                "Shipped: " + name,
                "The loop \"%s\" is shipped, with %d tasks.".formatted(name, tasks));
    }
}

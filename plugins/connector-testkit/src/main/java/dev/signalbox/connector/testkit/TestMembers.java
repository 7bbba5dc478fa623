/*
 * Copyright the Signalbox authors.
 * SPDX-License-Identifier: Apache-2.0
 */
package dev.signalbox.connector.testkit;

import dev.signalbox.connector.ConnectorMembers;
import dev.signalbox.connector.ToolException;
import dev.signalbox.connector.ToolException.Reason;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** People as a test wants them; what they are told is kept. */
public final class TestMembers implements ConnectorMembers {

    /** What somebody was told. */
    public record Told(UUID member, Notice notice) {}

    private final Map<UUID, Member> members = new ConcurrentHashMap<>();
    private final List<Told> told = new CopyOnWriteArrayList<>();

    TestMembers() {}

    /** From now on somebody of this name belongs to the project. */
    public Member join(String displayName) {
        var member = new Member(UUID.randomUUID(), displayName);
        members.put(member.id(), member);
        return member;
    }

    /** Everything that was told, in its order, each notice once. */
    public List<Told> told() {
        return List.copyOf(told);
    }

    @Override
    public List<Member> list() throws InterruptedException {
        throwIfInterrupted();
        return members.values().stream()
                .sorted(Comparator.comparing(Member::displayName))
                .toList();
    }

    @Override
    public void notify(UUID member, Notice notice) throws InterruptedException {
        throwIfInterrupted();
        if (!members.containsKey(member)) {
            throw new ToolException(Reason.NOT_FOUND, "Nobody of this project has the id " + member + ".");
        }
        synchronized (told) {
            if (told.stream()
                    .noneMatch(earlier -> earlier.member().equals(member)
                            && earlier.notice().key().equals(notice.key()))) {
                told.add(new Told(member, notice));
            }
        }
    }

    private static void throwIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}

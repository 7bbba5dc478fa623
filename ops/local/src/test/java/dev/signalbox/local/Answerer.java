package dev.signalbox.local;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/** A person who answers every task, at whichever node answers; a run's id decides what they say. */
final class Answerer {

    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final Anywhere platform;
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
    private final Thread person;
    private volatile boolean done;
    private volatile Throwable failure;

    Answerer(Anywhere platform) {
        this.platform = platform;
        this.person = Thread.ofVirtual()
                .uncaughtExceptionHandler((_, e) -> failure = e)
                .start(this::answerAll);
    }

    private void answerAll() {
        try {
            while (!done) {
                platform.ask(node -> node.get("/v1/tasks/pending?limit=200"))
                        .body()
                        .path("items")
                        .forEach(this::answer);
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An answer that got lost on its way back is given again, and is then refused because it was taken. */
    private void answer(JsonNode task) {
        var run = task.path("run_id").stringValue();
        var path = "/v1/workflows/%s/runs/%s/tasks/%s/complete"
                .formatted(
                        task.path("workflow_id").stringValue(),
                        run,
                        task.path("task_id").stringValue());
        var body = "{\"approved\": %s, \"comment\": \"%s\"}".formatted(approves(run), comment(run));
        try {
            var answer = platform.ask(node -> node.post(path, body));
            if (answer.status() != 200 && answer.status() != 409) {
                throw new AssertionError(answer);
            }
            acknowledged.put(run, comment(run));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static boolean approves(String run) {
        return run.hashCode() % 2 == 0;
    }

    static String comment(String run) {
        return "said about " + run;
    }

    /** What the platform has said to have taken, by run. */
    Map<String, String> acknowledged() {
        return Map.copyOf(acknowledged);
    }

    /** Fails when the person could not do their work. */
    void stop() throws InterruptedException {
        done = true;
        person.join();
        if (failure != null) {
            throw new AssertionError("The person could not answer", failure);
        }
    }
}

package dev.signalbox.connector.workqueue;

import dev.signalbox.connector.Default;
import dev.signalbox.connector.Description;
import java.util.Optional;

/** What the tools take whose arguments a record can say; {@link Schemas} has the others. */
final class Arguments {

    static final String LOOP = "The id of the loop.";
    static final String TASK = "The id of the task.";

    private Arguments() {}

    record Nothing() {}

    record OfLoop(@Description(LOOP) String loopId) {}

    record OfTask(@Description(TASK) String taskId) {}

    enum Visibility {
        PUBLIC,
        PRIVATE
    }

    record CreateLoop(
            @Description("A short name that tells what the loop is about.")
            String name,

            @Description(
                    "What every agent is told that works on a task of this loop: its scope, its limits, what was decided.")
            Optional<String> aiContext,

            @Description("What people should know about it.")
            Optional<String> description,

            @Description("Who sees it: everybody in the project, or whoever makes it.") @Default("public")
            Visibility visibility) {}

    record CreateTask(
            @Description("In one line, what is to be done.") String title,

            @Description(
                    "What the agent is told that does it: what is wanted, how one sees that it is done, what to know.")
            Optional<String> body,

            @Description("The loop it belongs to; leave it out for one that is to be sorted later.")
            Optional<String> loopId,

            @Description("How much it matters.") @Default("none")
            Priority priority) {}

    record ListTasks(
            @Description("Only those of this priority.") Optional<Priority> priority,

            @Description(
                    "Only those that are new (open), to be done (approved), being done, done (shipped), declined or waiting.")
            Optional<TaskStatus> status) {}

    record SetPriority(
            @Description(LOOP) String loopId,

            @Description("Its place: 0 is worked on first. Of equal ones the older loop comes first.")
            double priority) {}

    enum Workflow {
        TRIAGE,
        ORGANIZE,
        IMPLEMENT,
        MANAGE
    }

    record GetWorkflow(
            @Description("Which work you are about to do.") Workflow workflow) {}
}

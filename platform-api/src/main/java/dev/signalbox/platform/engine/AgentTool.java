package dev.signalbox.platform.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A tool that an agent may call: {@code connector://http/http_get}, or {@code <instance id>/http_get}.
 *
 * @param name what the model calls it by: legal for all providers, and different for each tool of an agent
 * @param serverUrl names a catalogue entry; else {@code instanceId} one of this project's instances
 */
public record AgentTool(
        String name, @Nullable String serverUrl, @Nullable String instanceId, String tool) {

    private static final Pattern WRITTEN = Pattern.compile("(?:(connector://[^/\\s]+)|([^/:\\s]+))/([^/\\s]+)");
    private static final Pattern ILLEGAL = Pattern.compile("[^A-Za-z0-9_-]");
    private static final int LONGEST = 60;

    static boolean isWellFormed(String written) {
        return WRITTEN.matcher(written).matches();
    }

    /** Each tool once. The same step gives the same names on every node and after every restart. */
    public static List<AgentTool> of(Step.AgentCall step) {
        List<AgentTool> tools = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (String written : step.tools().stream().distinct().toList()) {
            Matcher matcher = WRITTEN.matcher(written);
            if (matcher.matches()) {
                String name = free(legal(matcher.group(3)), taken);
                tools.add(new AgentTool(name, matcher.group(1), matcher.group(2), matcher.group(3)));
            }
        }
        return List.copyOf(tools);
    }

    /** A name as all providers take it, also one that a model has made up. */
    public static String legal(String name) {
        String legal = ILLEGAL.matcher(name).replaceAll("_");
        return legal.isEmpty() ? "unnamed" : legal.substring(0, Math.min(LONGEST, legal.length()));
    }

    private static String free(String name, Set<String> taken) {
        String free = name;
        for (int i = 2; !taken.add(free.toLowerCase(Locale.ROOT)); i++) {
            free = name + "_" + i;
        }
        return free;
    }
}

package dev.signalbox.platform.engine;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * Names one visit of a step: {@code fetch} at the top, {@code loop#3#fetch} inside a loop. Never a position in a list, so a key
 * means the same after an edit, a replay and on another node. Steps have no {@code #} in their id, and no {@code @}: that one
 * stands before the parts of an agent's work, {@code agent#2#@model} and {@code agent#2#@call_0}.
 */
public record StepKey(@JsonValue String value) implements Comparable<StepKey> {

    private static final String QUESTION = "@model";
    private static final String CALL = "@call_";

    @JsonCreator
    public static StepKey of(String value) {
        return new StepKey(value);
    }

    public StepKey inner(int index, String stepId) {
        return new StepKey(value + "#" + index + "#" + stepId);
    }

    /** The turn itself, {@code loop#3}: where the journal keeps how it went. */
    public StepKey turn(int index) {
        return new StepKey(value + "#" + index);
    }

    /** A step of this turn. */
    StepKey step(String stepId) {
        return new StepKey(value + "#" + stepId);
    }

    /** Which turn of that loop this is, or stands in. */
    int index(StepKey loop) {
        String rest = value.substring(loop.value.length() + 1);
        int end = rest.indexOf('#');
        return Integer.parseInt(end < 0 ? rest : rest.substring(0, end));
    }

    /** Whether it names a turn of a loop and no step. */
    public boolean isTurn() {
        return value.chars().filter(c -> c == '#').count() % 2 == 1;
    }

    /** The turn a step stands in, or the loop a turn belongs to; null at the top. */
    public @Nullable StepKey around() {
        int end = value.lastIndexOf('#');
        return end < 0 ? null : new StepKey(value.substring(0, end));
    }

    public boolean isInside(StepKey loopOrTurn) {
        return value.startsWith(loopOrTurn.value + "#");
    }

    /** What an agent asks its model in a turn, counted from 1. */
    StepKey question(int turn) {
        return inner(turn, QUESTION);
    }

    /** A tool call that the model asked for in that turn. */
    StepKey call(int turn, int index) {
        return inner(turn, CALL + index);
    }

    /** Whether it names a part of an agent's work and no step. */
    public boolean isPart() {
        return last().startsWith("@");
    }

    boolean isCall() {
        return last().startsWith(CALL);
    }

    /** Whether it names a step, and neither a turn of a loop nor a part of an agent's work. */
    public boolean isStep() {
        return !isTurn() && !isPart();
    }

    /** Of a part, the agent's step; else the step itself. */
    public StepKey whole() {
        return isPart() ? new StepKey(value.substring(0, value.lastIndexOf('#', value.lastIndexOf('#') - 1))) : this;
    }

    /** Of a part: which turn of the agent. */
    int agentTurn() {
        int end = value.lastIndexOf('#');
        return Integer.parseInt(value.substring(value.lastIndexOf('#', end - 1) + 1, end));
    }

    /** Of a call: which one of its turn. */
    int callIndex() {
        return Integer.parseInt(last().substring(CALL.length()));
    }

    /** The id of the step that is visited, without the loops around it. */
    public String stepId() {
        return whole().last();
    }

    private String last() {
        return value.substring(value.lastIndexOf('#') + 1);
    }

    /** Which turns of the loops around it, outermost first ({@code 3.0}); {@code -} outside of loops. */
    public String iteration() {
        String[] parts = value.split("#", -1);
        if (parts.length == 1) {
            return "-";
        }
        var path = new StringBuilder(parts[1]);
        for (int i = 3; i < parts.length; i += 2) {
            path.append('.').append(parts[i]);
        }
        return path.toString();
    }

    /** The id of the step at the top: of the outermost loop, or of the step itself. */
    public String outermost() {
        int end = value.indexOf('#');
        return end < 0 ? value : value.substring(0, end);
    }

    @Override
    public int compareTo(StepKey other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}

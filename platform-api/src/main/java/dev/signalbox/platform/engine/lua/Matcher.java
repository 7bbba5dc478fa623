package dev.signalbox.platform.engine.lua;

import dev.signalbox.platform.engine.lua.Pattern.Item;
import dev.signalbox.platform.engine.lua.Pattern.Single;
import java.util.BitSet;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Looks for a pattern in a text. Every comparison is a step of the script's budget, so that no pattern runs for ever. */
final class Matcher {

    private static final int MOST_CAPTURES = 32;
    private static final int UNFINISHED = -1;
    private static final int POSITION = -2;

    private final Budget budget = Budget.current();
    private final Pattern pattern;
    private final LuaString text;
    private final int[] starts = new int[MOST_CAPTURES];
    private final int[] lengths = new int[MOST_CAPTURES];
    private int captures;
    private int start;
    private int end;

    Matcher(Pattern pattern, LuaString text) {
        this.pattern = pattern;
        this.text = text;
    }

    boolean find(int from) {
        for (int at = from; at <= text.m_length; at++) {
            captures = 0;
            int found = match(0, at);
            if (found >= 0) {
                start = at;
                end = found;
                return true;
            }
            if (pattern.anchored()) {
                return false;
            }
        }
        return false;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    int captures() {
        return captures;
    }

    LuaString matched() {
        return text.substring(start, end);
    }

    LuaValue capture(int index) {
        if (index == 0 && captures == 0) {
            return matched();
        }
        if (index >= captures || lengths[index] == UNFINISHED) {
            throw new LuaError("invalid capture index %%%d".formatted(index + 1));
        }
        return lengths[index] == POSITION
                ? LuaValue.valueOf(starts[index] + 1)
                : text.substring(starts[index], starts[index] + lengths[index]);
    }

    /** All captures, or the whole match when there are none. */
    Varargs all() {
        var values = new LuaValue[Math.max(1, captures)];
        for (int i = 0; i < values.length; i++) {
            values[i] = capture(i);
        }
        return LuaValue.varargsOf(values);
    }

    private int match(int item, int at) {
        int here = at;
        for (int i = item; i < pattern.items().size(); i++) {
            budget.tick();
            Item next = pattern.items().get(i);
            switch (next) {
                case Single single
                when single.times() == Pattern.Times.ONCE -> here = is(single.bytes(), here) ? here + 1 : -1;
                case Single single -> {
                    return several(single, i + 1, here);
                }
                case Pattern.Open _ -> {
                    return open(i + 1, here, UNFINISHED);
                }
                case Pattern.Position _ -> {
                    return open(i + 1, here, POSITION);
                }
                case Pattern.Close _ -> {
                    return close(i + 1, here);
                }
                case Pattern.Repeat repeat -> here = repeated(repeat.capture(), here);
                case Pattern.Balanced balanced -> here = balanced(balanced, here);
                case Pattern.Frontier frontier ->
                    here = !frontier.bytes().get(byteAt(here - 1))
                                    && frontier.bytes().get(byteAt(here))
                            ? here
                            : -1;
                case Pattern.End _ -> here = here == text.m_length ? here : -1;
            }
            if (here < 0) {
                return -1;
            }
        }
        return here;
    }

    private int several(Single single, int next, int at) {
        return switch (single.times()) {
            case ONCE -> throw new IllegalStateException("once is not several");
            case OPTIONAL -> {
                int taken = is(single.bytes(), at) ? match(next, at + 1) : -1;
                yield taken >= 0 ? taken : match(next, at);
            }
            case MANY -> most(single.bytes(), next, at, 0);
            case SOME -> most(single.bytes(), next, at, 1);
            case FEWEST -> fewest(single.bytes(), next, at);
        };
    }

    private int most(BitSet bytes, int next, int at, int least) {
        int count = 0;
        while (is(bytes, at + count)) {
            count++;
        }
        for (; count >= least; count--) {
            int rest = match(next, at + count);
            if (rest >= 0) {
                return rest;
            }
        }
        return -1;
    }

    private int fewest(BitSet bytes, int next, int at) {
        for (int here = at; ; here++) {
            int rest = match(next, here);
            if (rest >= 0 || !is(bytes, here)) {
                return rest;
            }
        }
    }

    private int open(int next, int at, int kind) {
        if (captures == MOST_CAPTURES) {
            throw new LuaError("too many captures");
        }
        starts[captures] = at;
        lengths[captures] = kind;
        captures++;
        int rest = match(next, at);
        if (rest < 0) {
            captures--;
        }
        return rest;
    }

    private int close(int next, int at) {
        int open = captures - 1;
        while (open >= 0 && lengths[open] != UNFINISHED) {
            open--;
        }
        if (open < 0) {
            throw new LuaError("invalid pattern capture");
        }
        lengths[open] = at - starts[open];
        int rest = match(next, at);
        if (rest < 0) {
            lengths[open] = UNFINISHED;
        }
        return rest;
    }

    private int repeated(int capture, int at) {
        if (capture >= captures || lengths[capture] < 0) {
            throw new LuaError("invalid capture index %%%d".formatted(capture + 1));
        }
        int length = lengths[capture];
        budget.tick(length);
        boolean same = at + length <= text.m_length && LuaString.equals(text, starts[capture], text, at, length);
        return same ? at + length : -1;
    }

    private int balanced(Pattern.Balanced pair, int at) {
        if (byteAt(at) != pair.open() || at >= text.m_length) {
            return -1;
        }
        int depth = 1;
        for (int here = at + 1; here < text.m_length; here++) {
            budget.tick();
            int c = text.luaByte(here);
            if (c == pair.close() && --depth == 0) {
                return here + 1;
            }
            depth += c == pair.open() && c != pair.close() ? 1 : 0;
        }
        return -1;
    }

    private boolean is(BitSet bytes, int at) {
        budget.tick();
        return at < text.m_length && bytes.get(text.luaByte(at));
    }

    /** Before the first and after the last byte stands a zero. */
    private int byteAt(int at) {
        return at >= 0 && at < text.m_length ? text.luaByte(at) : 0;
    }
}

package dev.signalbox.platform.engine.lua;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaClosure;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.DebugLib;

/** Sees every instruction before it is carried out. Scripts do not see it: it is never put into their globals. */
final class Watch extends DebugLib {

    private static final int DEEPEST = 190;

    @SuppressWarnings("ArrayRecordComponent") // the interpreter's own arrays, never compared
    private record Frame(int[] code, LuaValue[] stack) {}

    private final Budget budget;
    private final List<Frame> frames = new ArrayList<>();
    private @Nullable Frame top;

    Watch(Budget budget) {
        this.budget = budget;
    }

    @Override
    public void onCall(LuaClosure closure, Varargs args, LuaValue[] stack) {
        // A Java stack that overflows inside of a class's first use would spoil that class for the whole process.
        if (frames.size() >= DEEPEST) {
            throw new LuaError("stack overflow");
        }
        top = new Frame(closure.p.code, stack);
        frames.add(top);
    }

    @Override
    public void onCall(LuaFunction function) {
        throw new IllegalStateException("Only closures are watched");
    }

    @Override
    public void onReturn() {
        frames.removeLast();
        top = frames.isEmpty() ? null : frames.getLast();
    }

    @Override
    public void onInstruction(int pc, Varargs values, int limit) {
        budget.tick();
        Frame frame = top;
        if (frame != null && (frame.code[pc] & 0x3f) == Lua.OP_CONCAT) {
            beforeConcat(frame.stack, frame.code[pc] >>> 23, (frame.code[pc] >> 14) & 0x1ff);
        }
    }

    @Override
    public String traceback(int level) {
        return "";
    }

    /** One instruction joins up to 250 texts, and would show fractions with seven digits only. */
    private void beforeConcat(LuaValue[] stack, int from, int to) {
        long length = 0;
        for (int i = from; i <= to; i++) {
            if (stack[i].type() == LuaValue.TNUMBER) {
                stack[i] = Texts.of(Numbers.text(stack[i]));
            }
            length += stack[i].type() == LuaValue.TSTRING ? stack[i].rawlen() : 0;
        }
        budget.text(length);
    }
}

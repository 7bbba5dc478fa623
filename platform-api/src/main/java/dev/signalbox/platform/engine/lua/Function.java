package dev.signalbox.platform.engine.lua;

import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.VarArgFunction;

/** A library function written as a lambda; each call is a step of the script's budget. */
final class Function extends VarArgFunction {

    interface Body {
        Varargs call(Varargs args);
    }

    private final String called;
    private final Body body;

    Function(String name, Body body) {
        this.called = name;
        this.body = body;
    }

    @Override
    public Varargs invoke(Varargs args) {
        Budget.current().tick();
        return body.call(args);
    }

    @Override
    public String tojstring() {
        return called;
    }
}

package dev.signalbox.platform.engine.lua;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.luaj.vm2.Globals;
import org.luaj.vm2.LoadState;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.BaseLib;
import org.luaj.vm2.lib.Bit32Lib;
import org.luaj.vm2.lib.PackageLib;
import org.luaj.vm2.lib.jse.JseMathLib;
import tools.jackson.databind.node.ObjectNode;

/** What a script finds around it: a fresh table per script, filled by an allow-list. */
final class Sandbox {

    private static final List<String> BASE =
            List.of("assert", "error", "rawequal", "rawget", "rawlen", "rawset", "select", "tonumber", "type");
    private static final List<String> MATH = List.of(
            "abs", "acos", "asin", "atan", "atan2", "ceil", "cos", "deg", "exp", "floor", "fmod", "huge", "log", "max",
            "min", "modf", "pi", "pow", "rad", "sin", "sqrt", "tan");
    private static final List<String> BITS = List.of(
            "arshift", "band", "bnot", "bor", "btest", "bxor", "extract", "lrotate", "lshift", "replace", "rrotate",
            "rshift");

    /** The library's originals, of which scripts get the harmless functions; these hold no state. */
    private static final Globals ORIGINALS = new Globals();

    static {
        ORIGINALS.load(new BaseLib());
        ORIGINALS.load(new PackageLib());
        ORIGINALS.load(new Bit32Lib());
        ORIGINALS.load(new JseMathLib());
        // Shared by every script of the process: it must not be possible to change it from inside of one.
        LuaTable strings = StringFunctions.library();
        LuaTable shared = new LuaTable();
        shared.set(LuaValue.INDEX, new Function("index", args -> strings.rawget(args.arg(2))));
        LuaString.s_metatable = shared;
    }

    private Sandbox() {}

    static Globals environment(ObjectNode globals, LuaJson json) {
        var env = new Globals();
        BASE.forEach(name -> env.set(name, ORIGINALS.get(name)));
        BaseFunctions.into(env);
        env.set("math", some(ORIGINALS.get("math"), MATH));
        env.set("bit32", some(ORIGINALS.get("bit32"), BITS));
        env.set("string", StringFunctions.library());
        env.set("table", TableFunctions.library());
        env.set("array", new Function("array", args -> json.asList(args.opttable(1, new LuaTable()))));
        env.set("_G", env);
        globals.properties().forEach(field -> env.set(Texts.of(field.getKey()), json.in(field.getValue())));
        alias(env.get("steps"));
        return env;
    }

    /**
     * The environment must be the {@code Globals} itself: closures over any other table run without a watch.
     *
     * @throws org.luaj.vm2.LuaError when it is no Lua
     */
    static LuaValue compile(String script, Globals env, Watch watch) {
        LoadState.install(env);
        LuaC.install(env);
        env.undumper = null;
        env.debuglib = watch;
        var source = new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8));
        return env.load(source, "=script", "t", env);
    }

    private static LuaTable some(LuaValue library, List<String> names) {
        var table = new LuaTable();
        names.forEach(name -> table.set(name, library.get(name)));
        return table;
    }

    /** {@code steps.fetch_product} finds {@code fetch-product}. */
    private static void alias(LuaValue steps) {
        if (!steps.istable()) {
            return;
        }
        var aliases = new LuaTable();
        for (LuaValue key : ((LuaTable) steps).keys()) {
            aliases.rawset(Texts.of(Texts.of(key.strvalue()).replace('-', '_')), steps.rawget(key));
        }
        var meta = new LuaTable();
        meta.set(LuaValue.INDEX, aliases);
        steps.setmetatable(meta);
    }
}

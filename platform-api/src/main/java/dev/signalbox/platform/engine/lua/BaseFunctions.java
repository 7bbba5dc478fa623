package dev.signalbox.platform.engine.lua;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code pairs}, {@code pcall} and the like, where Lua's own would leak, loop or depend on chance. */
final class BaseFunctions {

    private BaseFunctions() {}

    static void into(LuaTable env) {
        env.set("tostring", new Function("tostring", args -> Texts.shown(args.checkvalue(1))));
        env.set("pcall", new Function("pcall", BaseFunctions::pcall));
        env.set("getmetatable", new Function("getmetatable", BaseFunctions::metatable));
        env.set("setmetatable", new Function("setmetatable", BaseFunctions::setMetatable));
        env.set("next", new Function("next", BaseFunctions::next));
        env.set("pairs", new Function("pairs", BaseFunctions::pairs));
        env.set("ipairs", new Function("ipairs", BaseFunctions::ipairs));
    }

    /** @return what a script threw, as one line without the workings of the machine */
    static LuaValue thrown(LuaError error) {
        if (error.getCause() != null) {
            return Texts.of("the script used a value in a way it cannot be used");
        }
        LuaValue object = error.getMessageObject();
        if (object == null || !object.isstring()) {
            return object == null ? LuaValue.NIL : object;
        }
        return Texts.of(Texts.of(object.strvalue()).strip());
    }

    private static Varargs pcall(Varargs args) {
        try {
            return LuaValue.varargsOf(LuaValue.TRUE, args.checkvalue(1).invoke(args.subargs(2)));
        } catch (LuaError error) {
            return LuaValue.varargsOf(LuaValue.FALSE, thrown(error));
        }
    }

    /** Only of tables: the metatable of texts is shared by all scripts of this process. */
    private static Varargs metatable(Varargs args) {
        LuaValue meta = args.checkvalue(1).istable() ? args.arg1().getmetatable() : null;
        return meta == null ? LuaValue.NIL : meta.rawget(LuaValue.METATABLE).optvalue(meta);
    }

    private static Varargs setMetatable(Varargs args) {
        LuaTable table = args.checktable(1);
        LuaValue old = table.getmetatable();
        if (old != null && !old.rawget(LuaValue.METATABLE).isnil()) {
            throw new LuaError("cannot change a protected metatable");
        }
        if (args.arg(2).isnil()) {
            return table.setmetatable(null);
        }
        LuaTable meta = args.checktable(2);
        // Weak entries come and go with the garbage collector.
        if (!meta.rawget(LuaValue.MODE).isnil()) {
            throw new LuaError("weak tables are not available");
        }
        return table.setmetatable(meta);
    }

    private static Varargs next(Varargs args) {
        LuaTable table = args.checktable(1);
        LuaValue after = args.arg(2);
        LuaValue least = null;
        for (LuaValue key : table.keys()) {
            boolean later = after.isnil() || ORDER.compare(key, after) > 0;
            if (later && (least == null || ORDER.compare(key, least) < 0)) {
                least = key;
            }
            Budget.current().tick();
        }
        return least == null ? LuaValue.NIL : LuaValue.varargsOf(least, table.rawget(least));
    }

    /** In a fixed order, numbers before texts: a hash order would differ from one run to the next. */
    private static Varargs pairs(Varargs args) {
        LuaTable table = args.checktable(1);
        List<LuaValue> keys = keys(table);
        var at = new int[1];
        var iterator = new Function("next", _ -> {
            while (at[0] < keys.size()) {
                LuaValue key = keys.get(at[0]++);
                LuaValue value = table.rawget(key);
                if (!value.isnil()) {
                    return LuaValue.varargsOf(key, value);
                }
            }
            return LuaValue.NIL;
        });
        return LuaValue.varargsOf(iterator, table, LuaValue.NIL);
    }

    private static Varargs ipairs(Varargs args) {
        LuaTable table = args.checktable(1);
        return LuaValue.varargsOf(
                new Function("next", position -> {
                    int next = position.checkint(2) + 1;
                    LuaValue value = table.rawget(next);
                    return value.isnil() ? LuaValue.NIL : LuaValue.varargsOf(LuaValue.valueOf(next), value);
                }),
                table,
                LuaValue.ZERO);
    }

    static List<LuaValue> keys(LuaTable table) {
        List<LuaValue> keys = new ArrayList<>(List.of(table.keys()));
        Budget.current().tick(1 + 16L * keys.size());
        keys.sort(ORDER);
        return keys;
    }

    private static final Comparator<LuaValue> ORDER = BaseFunctions::compare;

    private static int compare(LuaValue a, LuaValue b) {
        int kinds = Integer.compare(rank(a), rank(b));
        if (kinds != 0) {
            return kinds;
        }
        return switch (a.type()) {
            case LuaValue.TNUMBER -> Double.compare(a.todouble(), b.todouble());
            case LuaValue.TSTRING -> a.strvalue().strcmp(b);
            default -> Boolean.compare(a.toboolean(), b.toboolean());
        };
    }

    private static int rank(@Nullable LuaValue key) {
        return switch (key == null ? LuaValue.TNIL : key.type()) {
            case LuaValue.TNUMBER -> 0;
            case LuaValue.TSTRING -> 1;
            case LuaValue.TBOOLEAN -> 2;
            default -> throw new LuaError("a table whose keys are tables or functions has no order to go through it");
        };
    }
}

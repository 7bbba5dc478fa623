package dev.signalbox.platform.engine.lua;

import java.util.Arrays;
import java.util.Comparator;
import org.luaj.vm2.Buffer;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The {@code table} library on raw positions only. With metamethods, as Lua has it, {@code table.insert} on a table that answers
 * every position never returns and never carries out an instruction that could stop it.
 */
final class TableFunctions {

    private TableFunctions() {}

    static LuaTable library() {
        var library = new LuaTable();
        library.set("concat", new Function("concat", TableFunctions::concat));
        library.set("insert", new Function("insert", TableFunctions::insert));
        library.set("remove", new Function("remove", TableFunctions::remove));
        library.set("sort", new Function("sort", TableFunctions::sort));
        library.set("pack", new Function("pack", TableFunctions::pack));
        library.set("unpack", new Function("unpack", TableFunctions::unpack));
        return library;
    }

    private static Varargs concat(Varargs args) {
        LuaTable table = args.checktable(1);
        LuaString separator = args.optstring(2, LuaValue.EMPTYSTRING);
        int from = args.optint(3, 1);
        int to = args.optint(4, table.rawlen());
        var joined = new Buffer();
        long length = 0;
        for (long i = from; i <= to; i++) {
            LuaValue item = table.rawget((int) i);
            if (!item.isstring()) {
                throw new LuaError(
                        "invalid value (a %s) at index %d in table for 'concat'".formatted(item.typename(), i));
            }
            LuaString text = Texts.shown(item);
            length += text.m_length + separator.m_length;
            Budget.current().text(length);
            joined.append(text);
            if (i < to) {
                joined.append(separator);
            }
        }
        return joined.tostring();
    }

    private static Varargs insert(Varargs args) {
        LuaTable table = args.checktable(1);
        int end = table.rawlen() + 1;
        if (args.narg() < 2 || args.narg() > 3) {
            throw new LuaError("wrong number of arguments to 'insert'");
        }
        int position = args.narg() == 2 ? end : args.checkint(2);
        if (position < 1 || position > end) {
            throw new LuaError("position out of bounds");
        }
        Budget.current().tick(1L + end - position);
        for (int i = end; i > position; i--) {
            table.rawset(i, table.rawget(i - 1));
        }
        table.rawset(position, args.arg(args.narg()));
        return LuaValue.NONE;
    }

    private static Varargs remove(Varargs args) {
        LuaTable table = args.checktable(1);
        int size = table.rawlen();
        int position = args.optint(2, size);
        if (position < 1 || position > size) {
            return LuaValue.NIL;
        }
        Budget.current().tick(1L + size - position);
        LuaValue removed = table.rawget(position);
        for (int i = position; i < size; i++) {
            table.rawset(i, table.rawget(i + 1));
        }
        table.rawset(size, LuaValue.NIL);
        return removed;
    }

    private static Varargs sort(Varargs args) {
        LuaTable table = args.checktable(1);
        var items = new LuaValue[table.rawlen()];
        Budget.current().tick(1 + items.length);
        for (int i = 0; i < items.length; i++) {
            items[i] = table.rawget(i + 1);
        }
        try {
            Arrays.sort(items, order(args.arg(2)));
        } catch (IllegalArgumentException _) {
            throw new LuaError("invalid order function for sorting");
        }
        for (int i = 0; i < items.length; i++) {
            table.rawset(i + 1, items[i]);
        }
        return LuaValue.NONE;
    }

    private static Comparator<LuaValue> order(LuaValue function) {
        LuaValue less = function.isnil() ? function : function.checkfunction();
        return (a, b) -> {
            Budget.current().tick();
            if (less.isnil() ? a.lt_b(b) : less.call(a, b).toboolean()) {
                return -1;
            }
            return (less.isnil() ? b.lt_b(a) : less.call(b, a).toboolean()) ? 1 : 0;
        };
    }

    private static Varargs pack(Varargs args) {
        Budget.current().values(args.narg());
        LuaTable packed = LuaValue.tableOf(args, 1);
        packed.rawset("n", args.narg());
        return packed;
    }

    private static Varargs unpack(Varargs args) {
        LuaTable table = args.checktable(1);
        int from = args.optint(2, 1);
        int to = args.optint(3, table.rawlen());
        long count = Math.max(0, (long) to - from + 1);
        Budget.current().values(count);
        var values = new LuaValue[(int) count];
        for (int i = 0; i < values.length; i++) {
            values[i] = table.rawget(from + i);
        }
        return LuaValue.varargsOf(values);
    }
}

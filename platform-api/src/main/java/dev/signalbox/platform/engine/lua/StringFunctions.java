package dev.signalbox.platform.engine.lua;

import java.util.Locale;
import org.luaj.vm2.Buffer;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The {@code string} library, with a price on everything. */
final class StringFunctions {

    private static final String MAGIC = "^$*+?.([%-";

    private StringFunctions() {}

    static LuaTable library() {
        var library = new LuaTable();
        library.set("byte", new Function("byte", StringFunctions::bytes));
        library.set("char", new Function("char", StringFunctions::chars));
        library.set("find", new Function("find", StringFunctions::find));
        library.set("format", new Function("format", Format::format));
        library.set("gmatch", new Function("gmatch", StringFunctions::gmatch));
        library.set("gsub", new Function("gsub", Substitution::gsub));
        library.set("len", new Function("len", args -> LuaValue.valueOf(args.checkstring(1).m_length)));
        library.set("lower", new Function("lower", args -> cased(args, false)));
        library.set("match", new Function("match", StringFunctions::match));
        library.set("rep", new Function("rep", StringFunctions::repeat));
        library.set("reverse", new Function("reverse", StringFunctions::reverse));
        library.set("sub", new Function("sub", StringFunctions::sub));
        library.set("upper", new Function("upper", args -> cased(args, true)));
        return library;
    }

    private static Varargs bytes(Varargs args) {
        LuaString text = args.checkstring(1);
        int from = Math.max(1, position(args.optint(2, 1), text));
        int to = Math.min(text.m_length, position(args.optint(3, from), text));
        int count = Math.max(0, to - from + 1);
        Budget.current().values(count);
        var values = new LuaValue[count];
        for (int i = 0; i < count; i++) {
            values[i] = LuaValue.valueOf(text.luaByte(from - 1 + i));
        }
        return LuaValue.varargsOf(values);
    }

    private static Varargs chars(Varargs args) {
        var bytes = new byte[args.narg()];
        for (int i = 0; i < bytes.length; i++) {
            int value = args.checkint(i + 1);
            if (value < 0 || value > 255) {
                throw new LuaError("bad argument #%d to 'char' (value out of range)".formatted(i + 1));
            }
            bytes[i] = (byte) value;
        }
        return LuaString.valueUsing(bytes);
    }

    private static Varargs cased(Varargs args, boolean upper) {
        LuaString text = args.checkstring(1);
        Budget.current().text(3L * text.m_length);
        String plain = Texts.of(text);
        return Texts.of(upper ? plain.toUpperCase(Locale.ROOT) : plain.toLowerCase(Locale.ROOT));
    }

    private static Varargs repeat(Varargs args) {
        LuaString text = args.checkstring(1);
        int times = Math.max(0, args.checkint(2));
        LuaString separator = args.optstring(3, LuaValue.EMPTYSTRING);
        long length = (long) times * text.m_length + Math.max(0L, times - 1L) * separator.m_length;
        Budget.current().text(Math.max(length, times));
        var repeated = new Buffer((int) length);
        for (int i = 0; i < times; i++) {
            repeated.append(text);
            if (i < times - 1) {
                repeated.append(separator);
            }
        }
        return repeated.tostring();
    }

    private static Varargs reverse(Varargs args) {
        LuaString text = args.checkstring(1);
        Budget.current().text(text.m_length);
        var bytes = new byte[text.m_length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[bytes.length - 1 - i] = (byte) text.luaByte(i);
        }
        return LuaString.valueUsing(bytes);
    }

    private static Varargs sub(Varargs args) {
        LuaString text = args.checkstring(1);
        int from = Math.max(1, position(args.checkint(2), text));
        int to = Math.min(text.m_length, position(args.optint(3, -1), text));
        return from <= to ? text.substring(from - 1, to) : LuaValue.EMPTYSTRING;
    }

    private static Varargs find(Varargs args) {
        LuaString text = args.checkstring(1);
        LuaString wanted = args.checkstring(2);
        int from = start(args, text);
        if (from > text.m_length) {
            return LuaValue.NIL;
        }
        if (args.arg(4).toboolean() || isPlain(wanted)) {
            Budget.current().tick(1 + (long) (text.m_length - from) * Math.max(1, wanted.m_length) / 16);
            int found = text.indexOf(wanted, from);
            return found < 0
                    ? LuaValue.NIL
                    : LuaValue.varargsOf(LuaValue.valueOf(found + 1), LuaValue.valueOf(found + wanted.m_length));
        }
        var matcher = new Matcher(Pattern.of(wanted), text);
        if (!matcher.find(from)) {
            return LuaValue.NIL;
        }
        Varargs captures = matcher.captures() == 0 ? LuaValue.NONE : matcher.all();
        return LuaValue.varargsOf(LuaValue.valueOf(matcher.start() + 1), LuaValue.valueOf(matcher.end()), captures);
    }

    private static Varargs match(Varargs args) {
        LuaString text = args.checkstring(1);
        int from = start(args, text);
        var matcher = new Matcher(Pattern.of(args.checkstring(2)), text);
        return from <= text.m_length && matcher.find(from) ? matcher.all() : LuaValue.NIL;
    }

    private static Varargs gmatch(Varargs args) {
        LuaString text = args.checkstring(1);
        var matcher = new Matcher(Pattern.of(args.checkstring(2)), text);
        var from = new int[1];
        return new Function("gmatch", _ -> {
            if (from[0] > text.m_length || !matcher.find(from[0])) {
                from[0] = text.m_length + 1;
                return LuaValue.NIL;
            }
            from[0] = matcher.end() == matcher.start() ? matcher.end() + 1 : matcher.end();
            return matcher.all();
        });
    }

    private static boolean isPlain(LuaString pattern) {
        for (int i = 0; i < pattern.m_length; i++) {
            if (MAGIC.indexOf(pattern.luaByte(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** From the third argument, counted from 0. */
    private static int start(Varargs args, LuaString text) {
        return Math.max(1, position(args.optint(3, 1), text)) - 1;
    }

    private static int position(int given, LuaString text) {
        return given >= 0 ? given : Math.max(0, text.m_length + given + 1);
    }
}

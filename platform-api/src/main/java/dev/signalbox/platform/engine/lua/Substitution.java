package dev.signalbox.platform.engine.lua;

import org.luaj.vm2.Buffer;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code string.gsub}. */
final class Substitution {

    private final Matcher matcher;
    private final LuaValue replacement;
    private final Buffer result = new Buffer();
    private long length;

    private Substitution(Matcher matcher, LuaValue replacement) {
        this.matcher = matcher;
        this.replacement = replacement;
    }

    static Varargs gsub(Varargs args) {
        LuaString text = args.checkstring(1);
        Pattern pattern = Pattern.of(args.checkstring(2));
        int most = args.optint(4, Integer.MAX_VALUE);
        return new Substitution(new Matcher(pattern, text), args.checkvalue(3))
                .run(text, pattern.anchored() ? Math.min(most, 1) : most);
    }

    private Varargs run(LuaString text, int most) {
        int from = 0;
        int count = 0;
        while (count < most && from <= text.m_length && matcher.find(from)) {
            count++;
            append(text.substring(from, matcher.start()));
            append(replaced());
            from = matcher.end();
            if (matcher.end() == matcher.start()) {
                if (from < text.m_length) {
                    append(text.substring(from, from + 1));
                }
                from++;
            }
        }
        if (from < text.m_length) {
            append(text.substring(from, text.m_length));
        }
        return LuaValue.varargsOf(result.tostring(), LuaValue.valueOf(count));
    }

    private LuaString replaced() {
        LuaValue value =
                switch (replacement.type()) {
                    case LuaValue.TSTRING, LuaValue.TNUMBER -> expanded(replacement.strvalue());
                    case LuaValue.TTABLE -> replacement.get(matcher.capture(0));
                    case LuaValue.TFUNCTION -> replacement.invoke(matcher.all()).arg1();
                    default -> throw new LuaError("bad argument #3 to 'gsub' (string/function/table expected)");
                };
        if (!value.toboolean()) {
            return matcher.matched();
        }
        if (!value.isstring()) {
            throw new LuaError("invalid replacement value (a %s)".formatted(value.typename()));
        }
        return Texts.shown(value);
    }

    private LuaString expanded(LuaString template) {
        // A capture fits into the match, and each takes two bytes to name.
        Budget.current().text((long) template.m_length * Math.max(1, matcher.end() - matcher.start()) / 2);
        var expanded = new Buffer();
        for (int i = 0; i < template.m_length; i++) {
            int c = template.luaByte(i);
            if (c != '%') {
                expanded.append((byte) c);
                continue;
            }
            int next = ++i < template.m_length ? template.luaByte(i) : -1;
            if (next == '%') {
                expanded.append((byte) '%');
            } else if (next == '0') {
                expanded.append(matcher.matched());
            } else if (next >= '1' && next <= '9') {
                expanded.append(Texts.shown(matcher.capture(next - '1')));
            } else {
                throw new LuaError("invalid use of '%' in replacement string");
            }
            Budget.current().tick();
        }
        return expanded.tostring();
    }

    private void append(LuaString part) {
        length += part.m_length;
        Budget.current().text(length);
        result.append(part);
    }
}

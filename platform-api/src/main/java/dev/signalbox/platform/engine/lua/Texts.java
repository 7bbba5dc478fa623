package dev.signalbox.platform.engine.lua;

import java.nio.charset.StandardCharsets;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Between Java's text and Lua's bytes, by real UTF-8: the library's own conversion breaks what lies beyond 16 bits. */
final class Texts {

    private Texts() {}

    static LuaString of(String text) {
        return LuaString.valueUsing(text.getBytes(StandardCharsets.UTF_8));
    }

    static String of(LuaString text) {
        return new String(text.m_bytes, text.m_offset, text.m_length, StandardCharsets.UTF_8);
    }

    /** As {@code tostring} shows it; never an address. */
    static LuaString shown(LuaValue value) {
        LuaValue own = value.metatag(LuaValue.TOSTRING);
        if (!own.isnil()) {
            LuaValue shown = own.call(value);
            return shown.isstring() ? shown.checkstring() : of("?");
        }
        return switch (value.type()) {
            case LuaValue.TSTRING -> value.checkstring();
            case LuaValue.TNUMBER -> of(Numbers.text(value));
            case LuaValue.TNIL, LuaValue.TBOOLEAN -> of(value.tojstring());
            default -> of(value.typename());
        };
    }
}

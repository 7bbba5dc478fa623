package dev.signalbox.platform.engine.lua;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;

/** A Lua pattern, read once into items. */
record Pattern(boolean anchored, List<Item> items) {

    enum Times {
        ONCE,
        OPTIONAL,
        MANY,
        SOME,
        FEWEST
    }

    sealed interface Item {}

    record Single(BitSet bytes, Times times) implements Item {}

    record Open() implements Item {}

    record Close() implements Item {}

    record Position() implements Item {}

    record Repeat(int capture) implements Item {}

    record Balanced(int open, int close) implements Item {}

    record Frontier(BitSet bytes) implements Item {}

    record End() implements Item {}

    private static final int LONGEST = 2_000;

    static Pattern of(LuaString source) {
        if (source.m_length > LONGEST) {
            throw new LuaError("pattern too long");
        }
        return new Reader(source).read();
    }

    /** Where in the source reading stands. */
    private static final class Reader {

        private final LuaString source;
        private int at;

        Reader(LuaString source) {
            this.source = source;
        }

        Pattern read() {
            boolean anchored = peek() == '^';
            at += anchored ? 1 : 0;
            List<Item> items = new ArrayList<>();
            while (at < source.m_length) {
                items.add(item());
            }
            return new Pattern(anchored, List.copyOf(items));
        }

        private Item item() {
            int c = take();
            return switch (c) {
                case '(' -> peek() == ')' ? positionCapture() : new Open();
                case ')' -> new Close();
                case '$' -> at == source.m_length ? new End() : single(one('$'));
                case '.' -> single(all());
                case '[' -> single(set());
                case '%' -> escaped(take());
                default -> single(one(c));
            };
        }

        private Item positionCapture() {
            at++;
            return new Position();
        }

        private Item escaped(int c) {
            return switch (c) {
                case 'b' -> new Balanced(take(), take());
                case 'f' -> {
                    if (take() != '[') {
                        throw new LuaError("missing '[' after '%%f' in pattern".formatted());
                    }
                    yield new Frontier(set());
                }
                default -> c >= '1' && c <= '9' ? new Repeat(c - '1') : single(ofClass(c));
            };
        }

        private Single single(BitSet bytes) {
            Times times =
                    switch (peek()) {
                        case '?' -> Times.OPTIONAL;
                        case '*' -> Times.MANY;
                        case '+' -> Times.SOME;
                        case '-' -> Times.FEWEST;
                        default -> Times.ONCE;
                    };
            at += times == Times.ONCE ? 0 : 1;
            return new Single(bytes, times);
        }

        private BitSet set() {
            boolean negated = peek() == '^';
            at += negated ? 1 : 0;
            var bytes = new BitSet(256);
            boolean first = true;
            while (first || peek() != ']') {
                first = false;
                int c = take();
                if (c == '%') {
                    bytes.or(ofClass(take()));
                } else if (peek() == '-' && at + 1 < source.m_length && source.luaByte(at + 1) != ']') {
                    at++;
                    int last = take();
                    bytes.or(between(c, last));
                } else {
                    bytes.set(c);
                }
            }
            at++;
            if (negated) {
                bytes.flip(0, 256);
            }
            return bytes;
        }

        private int peek() {
            return at < source.m_length ? source.luaByte(at) : -1;
        }

        private int take() {
            if (at >= source.m_length) {
                throw new LuaError("malformed pattern (it ends too early)");
            }
            return source.luaByte(at++);
        }
    }

    private static BitSet all() {
        return between(0, 255);
    }

    private static BitSet one(int c) {
        return between(c, c);
    }

    private static BitSet between(int first, int last) {
        var bytes = new BitSet(256);
        if (first <= last) {
            bytes.set(first, last + 1);
        }
        return bytes;
    }

    /** {@code %a} and its like in ASCII; a capital letter is the opposite; any other byte stands for itself. */
    private static BitSet ofClass(int c) {
        var bytes = new BitSet(256);
        for (int b = 0; b < 256; b++) {
            bytes.set(b, is(b, c | 0x20));
        }
        boolean known = "acdglpsuwx".indexOf(c | 0x20) >= 0 && Character.isLetter(c);
        if (!known) {
            return one(c);
        }
        if (c < 'a') {
            bytes.flip(0, 256);
        }
        return bytes;
    }

    private static boolean is(int b, int kind) {
        boolean lower = b >= 'a' && b <= 'z';
        boolean upper = b >= 'A' && b <= 'Z';
        boolean digit = b >= '0' && b <= '9';
        boolean shown = b > ' ' && b < 0x7f;
        return switch (kind) {
            case 'a' -> lower || upper;
            case 'c' -> b < ' ' || b == 0x7f;
            case 'd' -> digit;
            case 'g' -> shown;
            case 'l' -> lower;
            case 'p' -> shown && !lower && !upper && !digit;
            case 's' -> b == ' ' || (b >= 9 && b <= 13);
            case 'u' -> upper;
            case 'w' -> lower || upper || digit;
            case 'x' -> digit || (b >= 'a' && b <= 'f') || (b >= 'A' && b <= 'F');
            default -> false;
        };
    }
}

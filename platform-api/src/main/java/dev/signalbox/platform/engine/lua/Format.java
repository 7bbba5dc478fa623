package dev.signalbox.platform.engine.lua;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.regex.Pattern;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.Varargs;

/** {@code string.format}. */
final class Format {

    private static final Pattern DIRECTIVE =
            Pattern.compile("%(%|([-+ #0]{0,5})(\\d{0,2})(?:\\.(\\d{0,2}))?(.))", Pattern.DOTALL);

    private record Directive(String flags, int width, int precision, char kind) {

        boolean has(char flag) {
            return flags.indexOf(flag) >= 0;
        }
    }

    private Format() {}

    static Varargs format(Varargs args) {
        String format = Texts.of(args.checkstring(1));
        var directives = DIRECTIVE.matcher(format);
        var result = new StringBuilder();
        int from = 0;
        int argument = 1;
        while (directives.find()) {
            result.append(plain(format, from, directives.start()));
            from = directives.end();
            if (directives.group(1).equals("%")) {
                result.append('%');
            } else {
                var directive = new Directive(
                        directives.group(2),
                        number(directives.group(3), 0),
                        number(directives.group(4), directives.group(4) == null ? -1 : 0),
                        directives.group(5).charAt(0));
                result.append(padded(directive, formatted(directive, args, ++argument)));
            }
            Budget.current().text(result.length());
        }
        return Texts.of(result.append(plain(format, from, format.length())).toString());
    }

    private static String plain(String format, int from, int to) {
        String text = format.substring(from, to);
        if (text.indexOf('%') >= 0) {
            throw new LuaError("invalid option in format");
        }
        return text;
    }

    private static int number(@org.jspecify.annotations.Nullable String digits, int otherwise) {
        return digits == null || digits.isEmpty() ? otherwise : Integer.parseInt(digits);
    }

    private static String formatted(Directive directive, Varargs args, int argument) {
        return switch (directive.kind()) {
            case 'd', 'i', 'u' -> whole(directive, Long.toString(integer(args, argument)));
            case 'x' -> whole(directive, (directive.has('#') ? "0x" : "") + Long.toHexString(integer(args, argument)));
            case 'X' ->
                whole(
                        directive,
                        (directive.has('#') ? "0X" : "")
                                + Long.toHexString(integer(args, argument)).toUpperCase(Locale.ROOT));
            case 'o' -> whole(directive, Long.toOctalString(integer(args, argument)));
            case 'c' -> String.valueOf((char) args.checkint(argument));
            case 'e', 'f', 'g' -> signed(directive, fraction(directive, args.checkdouble(argument)));
            case 'E', 'G' ->
                signed(
                        directive,
                        fraction(directive, args.checkdouble(argument)).toUpperCase(Locale.ROOT));
            case 's' -> cut(directive, Texts.of(Texts.shown(args.checkvalue(argument))));
            case 'q' -> quoted(Texts.of(args.checkstring(argument)));
            default -> throw new LuaError("invalid option '%" + directive.kind() + "' to 'format'");
        };
    }

    private static long integer(Varargs args, int argument) {
        double value = args.checkdouble(argument);
        if (value != Math.rint(value) || Math.abs(value) > Long.MAX_VALUE) {
            throw new LuaError(
                    "bad argument #%d to 'format' (number has no integer representation)".formatted(argument));
        }
        return args.arg(argument).checklong();
    }

    private static String whole(Directive directive, String digits) {
        boolean negative = digits.startsWith("-");
        String bare = negative ? digits.substring(1) : digits;
        String zeros = "0".repeat(Math.max(0, directive.precision() - bare.length()));
        return signed(directive, (negative ? "-" : "") + zeros + bare);
    }

    private static String fraction(Directive directive, double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Numbers.general(value, 1, false);
        }
        int precision = directive.precision() < 0 ? 6 : directive.precision();
        return switch (Character.toLowerCase(directive.kind())) {
            case 'e' -> Numbers.scientific(value, precision);
            case 'g' -> Numbers.general(value, Math.max(1, precision), directive.has('#'));
            default -> Numbers.fixed(new BigDecimal(value), precision);
        };
    }

    private static String signed(Directive directive, String number) {
        if (number.startsWith("-")) {
            return number;
        }
        return (directive.has('+') ? "+" : directive.has(' ') ? " " : "") + number;
    }

    private static String cut(Directive directive, String text) {
        return directive.precision() < 0 || directive.precision() >= text.length()
                ? text
                : text.substring(0, directive.precision());
    }

    private static String padded(Directive directive, String text) {
        String space = " ".repeat(Math.max(0, directive.width() - text.length()));
        if (directive.has('-')) {
            return text + space;
        }
        boolean zeros = directive.has('0') && "diuxXoeEfgG".indexOf(directive.kind()) >= 0;
        if (!zeros) {
            return space + text;
        }
        int sign = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
        return text.substring(0, sign) + "0".repeat(space.length()) + text.substring(sign);
    }

    private static String quoted(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\\n")
                        .replace("\r", "\\r")
                        .replace("\0", "\\0")
                + '"';
    }
}

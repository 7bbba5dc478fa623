package dev.signalbox.platform.engine.lua;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.luaj.vm2.LuaValue;

/** How numbers look: whole ones as whole, others with 14 significant digits as Lua's own {@code %.14g}. */
final class Numbers {

    static final double MOST_EXACT = 9_007_199_254_740_992d;

    private Numbers() {}

    static boolean isWhole(double value) {
        return value == Math.rint(value) && Math.abs(value) <= MOST_EXACT;
    }

    static String text(LuaValue number) {
        double value = number.todouble();
        return isWhole(value) ? Long.toString((long) value) : general(value, 14, false);
    }

    /** C's {@code %g}. */
    static String general(double value, int precision, boolean keepZeros) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        if (value == 0) {
            return keepZeros ? fixed(BigDecimal.ZERO, precision - 1) : "0";
        }
        var rounded = new BigDecimal(value).round(new MathContext(precision, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        boolean plain = exponent >= -4 && exponent < precision;
        String digits = plain
                ? fixed(rounded, precision - 1 - exponent)
                : fixed(rounded.movePointLeft(exponent), precision - 1);
        String shown = keepZeros ? digits : withoutZeros(digits);
        return plain ? shown : shown + exponent(exponent);
    }

    /** C's {@code %e}. */
    static String scientific(double value, int precision) {
        if (value == 0) {
            return fixed(BigDecimal.ZERO, precision) + "e+00";
        }
        var rounded = new BigDecimal(value).round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        return fixed(rounded.movePointLeft(exponent), precision) + exponent(exponent);
    }

    static String fixed(BigDecimal value, int digits) {
        return value.setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String exponent(int exponent) {
        return "e" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    private static String withoutZeros(String digits) {
        if (digits.indexOf('.') < 0) {
            return digits;
        }
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        return digits.substring(0, digits.charAt(end - 1) == '.' ? end - 1 : end);
    }
}

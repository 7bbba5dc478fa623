package dev.signalbox.platform.engine;

import static dev.signalbox.platform.engine.Json.json;
import static dev.signalbox.platform.engine.Json.object;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.platform.contract.Clause;
import dev.signalbox.platform.engine.lua.Limits;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Timeout(60)
class LuaTest {

    private static final Limits TIGHT = new Limits(3_000_000, 32L << 20, Duration.ofSeconds(5));

    private final Lua lua = new Lua(TIGHT);

    @Test
    void aScriptHasHalfAMinuteAtMost() {
        assertThat(Limits.STANDARD.within(Duration.ofMinutes(1)).time()).isEqualTo(Duration.ofSeconds(30));
        assertThat(Limits.STANDARD.within(Duration.ofSeconds(5)).time()).isEqualTo(Duration.ofSeconds(5));
    }

    private Outcome run(String script, String globals) throws InterruptedException {
        return lua.run(script, object(globals), null);
    }

    private JsonNode result(String script, String globals) throws InterruptedException {
        var outcome = run(script, globals);
        assertThat(outcome).isInstanceOf(Outcome.Succeeded.class);
        return ((Outcome.Succeeded) outcome).result();
    }

    private JsonNode value(String expression) throws InterruptedException {
        return result("return {v = " + expression + "}", "{}").path("v");
    }

    private Failure failure(String script) throws InterruptedException {
        var outcome = run(script, "{}");
        assertThat(outcome).as(script).isInstanceOf(Outcome.Failed.class);
        return ((Outcome.Failed) outcome).failure();
    }

    @Test
    @Clause({"The result is the table.", "A step check-it is found as"})
    void aScriptSeesTheContextAndReturnsATable() throws InterruptedException {
        var result = result(
                "return { text = 'sent ' .. input.sku, status = steps['fetch-it'].result.status, again = steps.fetch_it.result.status }",
                "{input: {sku: 'A-17'}, steps: {'fetch-it': {result: {status: 200}}}}");

        assertThat(result).isEqualTo(json("{again: 200, status: 200, text: 'sent A-17'}"));
    }

    @Test
    @Clause("script | Lua 5.2 that returns a table")
    void whatIsNoTableIsRefused() throws InterruptedException {
        assertThat(failure("return 1").message()).isEqualTo("A script must return a table, not number.");
        assertThat(failure("local x = 1").message()).isEqualTo("A script must return a table, not nil.");
    }

    @Test
    void anErrorTellsItsLineAndNothingOfTheMachine() throws InterruptedException {
        assertThat(failure("local x\nreturn x.y.z").message())
                .contains("2")
                .contains("nil")
                .doesNotContain("luaj", "java");
        assertThat(failure("error({})").message()).isEqualTo("The script threw a table.");
        assertThat(failure("error('no stock')").message()).contains("no stock");
    }

    @Nested
    class Conversion {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{a: [], b: {}, c: [1, 2, 3], d: 'ä€😀', e: true, f: 1.5, g: -7, h: [[]], i: 9007199254740992}",
                    "{list: [{a: 1}, {a: [null, 2]}]}",
                    "{text: '', deep: {er: {and: {deeper: 0}}}}"
                })
        void whatComesInGoesOutUnchanged(String document) throws InterruptedException {
            assertThat(result("return input", "{input: " + document + "}")).isEqualTo(sorted(json(document)));
        }

        @Test
        @Clause({"Positions 1 to n make a list", "{} is an object and array() an empty list."})
        void aListIsWhatHasPositionsOnly() throws InterruptedException {
            assertThat(value("{1, 2}")).isEqualTo(json("[1, 2]"));
            assertThat(value("{}")).isEqualTo(json("{}"));
            assertThat(value("array()")).isEqualTo(json("[]"));
            assertThat(value("{1, x = 2}")).isEqualTo(json("{'1': 1, x: 2}"));
            assertThat(value("{[1] = 'a', [1000000000] = 'b'}")).isEqualTo(json("{'1': 'a', '1000000000': 'b'}"));
        }

        @Test
        @Clause("Whole numbers stay whole")
        void wholeNumbersStayWholeAndLargeOnesStayExact() throws InterruptedException {
            assertThat(value("10 / 2")).isEqualTo(json("5"));
            assertThat(value("2147483647 + 1")).isEqualTo(json("2147483648"));
            assertThat(result("return {v = input.id}", "{input: {id: 12345678901234567890}}"))
                    .isEqualTo(json("{v: '12345678901234567890'}"));
        }

        @Test
        void whatJsonCannotSayIsRefused() throws InterruptedException {
            assertThat(failure("return {f = print or tostring}").message()).contains("function");
            assertThat(failure("return {n = 0/0}").message()).contains("nan");
            assertThat(failure("local t = {} t.t = t return t").message()).contains("contains itself");
            assertThat(failure("local t = {'x'} for i = 1, 40 do t = {t, t} end return t")
                            .message())
                    .containsAnyOf("larger than 1 MiB", "more than 32 MiB");
        }

        private static JsonNode sorted(JsonNode node) {
            if (!(node instanceof ObjectNode object)) {
                return node;
            }
            ObjectNode sorted = object("{}");
            object.properties().stream()
                    .sorted(java.util.Map.Entry.comparingByKey())
                    .forEach(field -> sorted.set(field.getKey(), sorted(field.getValue())));
            return sorted;
        }
    }

    @Nested
    class Library {

        @ParameterizedTest
        @CsvSource(
                delimiter = '¦',
                quoteCharacter = '`',
                value = {
                    "('x'):rep(3)¦'xxx'",
                    "('ab'):rep(2, ',')¦'ab,ab'",
                    "('hello'):find('l+')¦3",
                    "('a.b'):find('.', 1, true)¦2",
                    "('key = value'):match('(%w+) = (%w+)')¦'key'",
                    "({('key = value'):match('(%w+) = (%w+)')})[2]¦'value'",
                    "('2026-11-20'):gsub('(%d+)-(%d+)-(%d+)', '%3.%2.%1')¦'20.11.2026'",
                    "('hello world'):gsub('o', {o = '0'})¦'hell0 w0rld'",
                    "('abc'):gsub('%w', function(c) return c:upper() .. '.' end)¦'A.B.C.'",
                    "('abc'):gsub('', '-')¦'-a-b-c-'",
                    "('THE (quick) fox'):find('%((%a+)%)')¦5",
                    "('f(a(b)c)d'):match('%b()')¦'(a(b)c)'",
                    "('THE (quick) fox'):gsub('%f[%a]%a+', 'x')¦'x (x) x'",
                    "('aXb'):match('%u')¦'X'",
                    "('[x]'):match('[]]')¦']'",
                    "('a-b'):match('[a%-]+')¦'a-'",
                    "('abcabc'):match('(a.c)%1')¦'abc'",
                    "('  trim '):match('^%s*(.-)%s*$')¦'trim'",
                    "('x'):byte()¦120",
                    "string.char(72, 105)¦'Hi'",
                    "('hello'):sub(-3)¦'llo'",
                    "('äß'):upper()¦'ÄSS'",
                    "string.format('%5.2f|%-4d|%04d|%x', 3.14159, 7, 42, 255)¦' 3.14|7   |0042|ff'",
                    "string.format('%g %g %g', 100000, 1e20, 0.1)¦'100000 1e+20 0.1'",
                    "string.format('%s %q', {1}, 'a\"b')¦'table \"a\\\\\"b\"'",
                    "string.format('%5s|%-5s|%.2s', 'ab', 'ab', 'abc')¦'   ab|ab   |ab'",
                    "'n' .. 1234567.891¦'n1234567.891'",
                    "'n' .. 0.1¦'n0.1'",
                    "'n' .. 2^53¦'n9007199254740992'",
                    "tostring({})¦'table'",
                    "tostring(print)¦'nil'",
                    "table.concat({1, 2.5, 'x'}, '-')¦'1-2.5-x'",
                    "(function() local t = {3, 1, 2} table.sort(t, function(a, b) return a > b end) return table.concat(t) end)()¦'321'",
                    "(function() local t = {1, 3} table.insert(t, 2, 2) table.remove(t, 1) return table.concat(t, ',') end)()¦'2,3'",
                    "select('#', table.unpack({1, 2, 3}))¦3",
                    "math.floor(3.7)¦3",
                    "math.max(1, 5, 2)¦5",
                    "bit32.band(12, 10)¦8",
                    "tonumber('0x1F')¦31",
                    "#'abc'¦3",
                    "(function() local s = '' for k in pairs({b = 1, a = 2, [10] = 3, [2] = 4}) do s = s .. k .. ' ' end return s end)()¦'2 10 a b '",
                    "(function() local s = '' for w in ('one two'):gmatch('%a+') do s = s .. '<' .. w .. '>' end return s end)()¦'<one><two>'",
                    "select(2, pcall(error, 'x'))¦'x'"
                })
        @Clause({"There are the usual base functions", "pairs goes through numbers, then texts"})
        void theLibraryAnswers(String expression, String expected) throws InterruptedException {
            assertThat(value("(" + expression + ")")).isEqualTo(json(expected));
        }
    }

    @Nested
    class Escapes {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "io",
                    "os",
                    "require",
                    "package",
                    "debug",
                    "load",
                    "loadstring",
                    "loadfile",
                    "dofile",
                    "luajava",
                    "collectgarbage",
                    "coroutine",
                    "print",
                    "string.dump",
                    "math.random",
                    "math.randomseed",
                    "xpcall",
                    "getmetatable('').__index",
                    "_G.io",
                    "rawget(_G, 'load')"
                })
        @Clause("There is no print, load, require")
        void theHostIsOutOfReach(String name) throws InterruptedException {
            assertThat(result(
                            "local ok, v = pcall(function() return " + name
                                    + " end) return {reached = ok and v ~= nil}",
                            "{}"))
                    .isEqualTo(json("{reached: false}"));
        }

        @Test
        void theMethodsOfTextsCannotBePoisonedForOtherScripts() throws InterruptedException {
            run("string.upper = function() return 'stolen' end return {}", "{}");
            run(
                    "local m = getmetatable('') if m then m.__index = {upper = function() return 'stolen' end} end return {}",
                    "{}");

            assertThat(value("('a'):upper() .. string.upper('b')")).isEqualTo(json("'AB'"));
        }

        @Test
        void oneScriptLeavesNothingForTheNext() throws InterruptedException {
            run("leak = 'secret' math.leak = 1 table.leak = 1 return {}", "{}");

            assertThat(value("leak == nil and math.leak == nil and table.leak == nil"))
                    .isEqualTo(json("true"));
        }

        @Test
        void bytecodeIsNotLoaded() throws InterruptedException {
            assertThat(failure("\u001bLuaR\u0000\u0001").code()).isEqualTo(FailureCode.SCRIPT_FAILED);
        }

        @Test
        void noAddressIsShown() throws InterruptedException {
            var result = result(
                    "local _, e = pcall(function() return {} + 1 end) return {tostring({}), tostring(tostring), e, string.format('%s', pairs)}",
                    "{}");

            assertThat(result.toString()).doesNotContainPattern("[0-9a-f]{6,}").doesNotContain("org.", "@");
        }

        @Test
        void weakTablesThatWouldShowTheGarbageCollectorAreRefused() throws InterruptedException {
            assertThat(failure("return setmetatable({}, {__mode = 'k'})").message())
                    .contains("weak");
        }
    }

    @Nested
    class Bombs {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "while true do end",
                    "while true do pcall(function() while true do end end) end",
                    "pcall(function() while true do pcall(error) end end) while true do end",
                    "local function f() return f() end return f()",
                    "local s = 'x' while true do s = s .. s end",
                    "local s = 'x' while true do pcall(function() s = s .. s .. s .. s end) end",
                    "local t = {} local i = 0 while true do i = i + 1 t[i] = {i} end",
                    "local t = setmetatable({}, {__index = type}) table.insert(t, 1, 'x') while true do end",
                    "local t = setmetatable({}, {__index = function() return 1 end}) for k, v in ipairs(t) do end while true do end",
                    "return {string.rep('x', 300000000)}",
                    "return {string.rep('', 2000000000)}",
                    "return {string.format('%99.99f', 1e308):rep(100000)}",
                    "return {string.find(string.rep('a', 28), string.rep('a?', 28) .. string.rep('a', 28))}",
                    "return {string.find(string.rep('a', 5000), '.-.-.-.-b')}",
                    "return {string.rep('a', 100000):gsub('a', string.rep('%0', 1000))}",
                    "return {string.match(string.rep('(', 100000), '%b()' .. string.rep('.-', 50) .. 'x')}",
                    "local t = {} for i = 1, 100000 do t[i] = i end while true do table.sort(t, function() return true end) end",
                    "local t = {} for i = 1, 200000 do t[i] = 'xxxxxxxxxxxxxxxx' end return {table.concat(t, string.rep('y', 1000))}",
                    "local t = {} t.__call = t setmetatable(t, t) return t()",
                    "local t = {} t.__index = t setmetatable(t, t) return {t.x.y}",
                    "local function f() return 1 + f() end return {f()}",
                    "local function f() return pcall(f) end while true do f() end",
                    "local t = {} for i = 1, 7000 do t[i] = pcall end pcall(table.unpack(t)) while true do end",
                    "return {table.unpack({}, 1, 100000000)}",
                    "local t = {} t.__tostring = tostring setmetatable(t, t) return {tostring(t)}",
                    "local t = {} t.__eq = function(a, b) return a == b end local u = setmetatable({}, t) return {setmetatable({}, t) == u}",
                    "local t = {} t.__concat = function(a, b) return a .. b end setmetatable(t, t) return {t .. t}",
                    "local t = setmetatable({}, {__index = rawget}) while true do local x = t.a end",
                    "local f = function() end for i = 1, 1000 do local g = f f = function() return g() .. 'x' end end return {f()}",
                    "error(string.rep('x', 4000000))",
                    "return {string.format(string.rep('%99d', 100000), 1)}",
                    "return {string.byte(string.rep('x', 1000000), 1, -1)}",
                    "local t = {} while true do t[#t + 1] = string.rep('x', 1000000) end",
                    "for k in next, {} do end while true do next(_G) end",
                    "local s = string.rep('x', 4000000) while true do s:upper() end",
                    "while true do ('x'):rep(4000000) end",
                    "for w in (string.rep('a', 1000000)):gmatch('') do end while true do end"
                })
        @Clause("A script that runs out of a budget fails its step with SCRIPT_FAILED.")
        void endsWithinItsBudget(String bomb) throws InterruptedException {
            var failure = failure(bomb);

            assertThat(failure.code()).isEqualTo(FailureCode.SCRIPT_FAILED);
            assertThat(failure.message()).hasSizeLessThan(2_100);
        }

        @Test
        void aDeeplyNestedScriptIsRefused() throws InterruptedException {
            assertThat(failure("return " + "(".repeat(30_000) + "1" + ")".repeat(30_000))
                            .code())
                    .isEqualTo(FailureCode.SCRIPT_FAILED);
            assertThat(failure("return " + "{".repeat(30_000) + "}".repeat(30_000))
                            .code())
                    .isEqualTo(FailureCode.SCRIPT_FAILED);
        }

        @Test
        void aScriptThatRunsOutOfTimeMayBeTriedAgainOneThatRunsOutOfStepsNot() throws InterruptedException {
            var slow = new Lua(new Limits(Long.MAX_VALUE, Long.MAX_VALUE, Duration.ofSeconds(30)))
                    .run("while true do end", object("{}"), Duration.ofMillis(50));

            assertThat(((Outcome.Failed) slow).failure().retryable()).isTrue();
            assertThat(failure("while true do end").retryable()).isFalse();
        }

        @Test
        void anInterruptedCallerStopsItsScript() throws Exception {
            var endless = new Lua(new Limits(Long.MAX_VALUE, Long.MAX_VALUE, Duration.ofSeconds(30)));
            Thread caller = Thread.ofVirtual().start(() -> {
                try {
                    endless.run("while true do end", object("{}"), null);
                } catch (InterruptedException _) {
                    Thread.currentThread().interrupt();
                }
            });
            caller.interrupt();
            caller.join();

            assertThat(caller.isAlive()).isFalse();
        }
    }

    @Test
    @Clause("The same script with the same input gives the same result.")
    void theSameScriptGivesTheSameResultEverywhere() throws Exception {
        String script = """
                local t = {} for i = 1, 200 do t['k' .. (i * 7919 % 1000)] = i / 7 end
                local out = {} for k, v in pairs(t) do out[#out + 1] = k .. '=' .. v end
                return { text = table.concat(out, ';') }""";
        var first = result(script, "{}");

        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var others = IntStream.range(0, 32)
                    .mapToObj(_ -> pool.submit(() -> result(script, "{}")))
                    .toList();
            for (Future<JsonNode> other : others) {
                assertThat(other.get()).isEqualTo(first);
            }
        }
    }

    @Test
    void aScriptThatIsNoLuaIsFoundWithoutRunningIt() {
        assertThat(Lua.check("return {")).isPresent();
        assertThat(Lua.check("while true do end")).isEmpty();
    }
}

package dev.signalbox.platform.engine;

import static dev.signalbox.platform.engine.Json.json;
import static dev.signalbox.platform.engine.Json.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.platform.contract.Clause;
import dev.signalbox.platform.engine.Templates.Unresolved;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class TemplatesTest {

    private final Templates templates = new Templates(object("""
            {input: {name: 'Ann', n: 7, half: 0.5, no: false, nothing: null, list: [{t: 'x'}, {t: 'y'}], map: {'0': 'zero'},
                     evil: '{{input.name}}', open: '{', rest: '{vault.OTHER}}', 'größe': 1},
             steps: {'fetch-it': {status: 'completed', result: {ok: true}}, gone: {status: 'skipped', result: null}},
             run: {id: 'r'}}"""));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'{{input.n}}'|7",
                "'{{ input.n }}'|7",
                "'{{input.list}}'|[{t: 'x'}, {t: 'y'}]",
                "'{{input.list.1.t}}'|'y'",
                "'{{input.map.0}}'|'zero'",
                "'{{input.nothing}}'|null",
                "'{{steps.fetch-it.result.ok}}'|true",
                "'{{input.größe}}'|1",
                "'a {{input.n}} b'|'a 7 b'",
                "'{{input.name}}{{input.half}}'|'Ann0.5'",
                "'<{{input.nothing}}>'|'<>'",
                "'is {{input.list.0}}'|'is {\"t\":\"x\"}'",
                "'plain }} text'|'plain }} text'",
                "'#{1+1} ${input.n} <%= 1 %> #this'|'#{1+1} ${input.n} <%= 1 %> #this'",
                "''|''",
                "{a: ['{{input.n}}', 1, null], '{{input.n}}': true}|{a: [7, 1, null], '{{input.n}}': true}"
            })
    @Clause({
        "A template that stands alone keeps its type",
        "Inside text it becomes text.",
        "{{input.items.0.title}} | a position in a list"
    })
    void areFilledWithTypeWhenAloneAndAsTextInside(String template, String expected) throws Unresolved {
        assertThat(templates.resolve(json(template))).isEqualTo(json(expected));
    }

    @Test
    void aReferenceToASecretStaysWhereSecretsMayBe() throws Unresolved {
        var arguments = object("{a: ['{{vault.KEY}}', 'Bearer {{ vault.KEY }} {{input.n}}', '{{input.evil}}']}");

        assertThat(templates.resolveButSecrets(arguments))
                .isEqualTo(object("{a: ['{{vault.KEY}}', 'Bearer {{vault.KEY}} 7', '{{input.name}}']}"));
        assertThat(SecretPlaces.of(arguments)).containsExactly("/a/0", "/a/1");
        assertThatExceptionOfType(Unresolved.class).isThrownBy(() -> templates.resolve(arguments));
    }

    @Test
    @Clause("Data that looks like a reference to a secret is none")
    void dataWithBracesBesideASecretIsRefused() {
        assertThatExceptionOfType(Unresolved.class)
                .isThrownBy(() -> templates.resolveButSecrets(object("{a: '{{vault.KEY}} {{input.evil}}'}")))
                .withMessageContaining("could be taken for another secret");
    }

    @Test
    void twoPiecesThatTogetherLookLikeASecretAreRefused() {
        assertThatExceptionOfType(Unresolved.class)
                .isThrownBy(
                        () -> templates.resolveButSecrets(object("{a: '{{vault.KEY}} {{input.open}}{{input.rest}}'}")))
                .withMessageContaining("makes up another one");
    }

    @Test
    @Clause("What is filled in is never read as a template again")
    void whatIsFilledInIsNeverReadAsATemplate() throws Unresolved {
        assertThat(templates.resolve(json("'{{input.evil}} and {{input.evil}}'")))
                .isEqualTo(json("'{{input.name}} and {{input.name}}'"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{input.nme}}|{{input.nme}}: input has no nme",
                "{{input.list.2}}|{{input.list.2}}: input.list has no 2",
                "{{input.list.t}}|{{input.list.t}}: input.list has no t",
                "{{input.name.first}}|{{input.name.first}}: input.name has no first",
                "{{steps.other.result}}|{{steps.other.result}}: steps has no other",
                "{{item}}|{{item}}: there is no item here"
            })
    void aReferenceThatLeadsNowhereSaysWhere(String template, String message) {
        assertThatExceptionOfType(Unresolved.class)
                .isThrownBy(() -> templates.resolve(json("'" + template + "'")))
                .withMessage(message);
    }

    @Test
    @Clause("what the templates of a step bring in | 2 MiB")
    void aShortTextCannotBringInWithoutEnd() {
        ObjectNode roots = object("{}");
        roots.putObject("input").put("x", "x".repeat(1 << 20));
        var big = new Templates(roots);

        assertThatExceptionOfType(Unresolved.class)
                .isThrownBy(() -> big.resolve(json("'" + "{{input.x}}".repeat(10_000) + "'")))
                .withMessageContaining("more than 2 MiB");
        assertThatExceptionOfType(Unresolved.class)
                .isThrownBy(() -> big.resolve(json("[" + "'{{input}}',".repeat(10_000) + "1]")));
    }

    @Test
    @Clause("The result of a skipped step is null.")
    void aSkippedStepAnswersNull() throws Unresolved {
        assertThat(templates.resolve(json("'{{steps.gone.result.deep.er}}'"))).isEqualTo(json("null"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{",
                "{{}}",
                "{{input.}}",
                "{{.x}}",
                "{{a b}}",
                "{{input['x']}}",
                "{{a}} {{",
                "{{{{a}}}}",
                "{{1 + 1}}",
                "{{T(java.lang.Runtime)}}"
            })
    void whatIsNoPathIsMalformed(String text) {
        assertThatExceptionOfType(Template.Malformed.class).isThrownBy(() -> Template.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "true, true",
        "false, false",
        "1, true",
        "0, false",
        "0.0, false",
        "'yes', true",
        "'', false",
        "' False ', false",
        "'0', false",
        "'null', false",
        "null, false",
        "[], false",
        "[0], true",
        "{}, false",
        "{a: 1}, true"
    })
    @Clause("As a condition, false, null, 0")
    void countAsTrueOrFalse(String value, boolean expected) {
        assertThat(Templates.isTruthy(json(value.isEmpty() ? "''" : literal(value))))
                .isEqualTo(expected);
    }

    /** The table's own quotes are gone: what is no other literal is a text. */
    private static String literal(String value) {
        return value.matches("true|false|null|[\\d.]+|[\\[{].*") ? value : "'" + value + "'";
    }
}

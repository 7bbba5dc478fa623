package dev.signalbox.platform.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;

/** What the manual promises and what the tests prove is the same. */
class ContractTest {

    private static final Path MANUAL = Path.of("../docs/workflows.md");

    private static List<String> clauses;
    /** By citation, who makes it. */
    private static Map<String, String> citations;

    @BeforeAll
    static void read() throws IOException {
        clauses = Manual.read(MANUAL).clauses();
        citations = citations(new ClassFileImporter().importPackages("dev.signalbox.platform"));
    }

    @Test
    void everyClauseOfTheManualIsCitedByATest() {
        assertThat(clauses).hasSizeGreaterThan(100);
        assertThat(clauses.stream().filter(clause -> citations.keySet().stream().noneMatch(clause::startsWith)))
                .as("clauses of docs/workflows.md that no test cites; prove each and say so with @Clause")
                .isEmpty();
    }

    @Test
    void everyCitationIsAClauseOfTheManual() {
        var unclear = new TreeMap<String, String>();
        citations.forEach((cited, by) -> {
            long found =
                    clauses.stream().filter(clause -> clause.startsWith(cited)).count();
            if (found != 1) {
                unclear.put(cited, "%d clauses begin so, cited by %s".formatted(found, by));
            }
        });

        assertThat(unclear)
                .as("citations that do not begin exactly one clause of docs/workflows.md")
                .isEmpty();
    }

    @Test
    void aManualIsSplitIntoSentencesAndRows() {
        var manual = Manual.of("""
                # Title

                Promises nothing.

                ## One

                `First` sentence. Second, e.g. one; still the second. This leads on:

                ```json
                {"no": "clause"}
                ```

                | field | meaning |
                |---|---|
                | `a`, **b** | what `a` is. And b |

                * An item.
                """);

        assertThat(manual.clauses())
                .containsExactly(
                        "First sentence.",
                        "Second, e.g. one; still the second.",
                        "a, b | what a is. And b",
                        "An item.");
    }

    private static Map<String, String> citations(JavaClasses tests) {
        var citations = new TreeMap<String, String>();
        for (JavaClass type : tests) {
            cited(type).forEach(cited -> citations.put(cited, type.getName()));
            type.getMethods().stream()
                    .filter(method -> method.isAnnotatedWith(Clause.class))
                    .forEach(method -> {
                        assertThat(isTest(method))
                                .as("%s is a test", method.getFullName())
                                .isTrue();
                        Stream.of(method.getAnnotationOfType(Clause.class).value())
                                .forEach(cited -> citations.put(cited, method.getFullName()));
                    });
        }
        return citations;
    }

    private static Stream<String> cited(JavaClass type) {
        return type.isAnnotatedWith(Clause.class)
                ? Stream.of(type.getAnnotationOfType(Clause.class).value())
                : Stream.of();
    }

    private static boolean isTest(com.tngtech.archunit.core.domain.JavaMethod method) {
        return method.isAnnotatedWith(Test.class)
                || method.isAnnotatedWith(ParameterizedTest.class)
                || method.isAnnotatedWith(TestFactory.class);
    }
}

package dev.signalbox.mcp;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rules of the house, as far as they concern this process. */
class ArchitectureTest {

    private static final String ROOT = "dev.signalbox.mcp";

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void importsOnlyGoDown() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("transport")
                .definedBy(ROOT + ".transport..")
                .layer("tools")
                .definedBy(ROOT + ".tools..")
                .layer("prompts")
                .definedBy(ROOT + ".prompts..")
                .layer("resources")
                .definedBy(ROOT + ".resources..")
                .layer("catalog")
                .definedBy(ROOT + ".catalog..")
                .layer("platform")
                .definedBy(ROOT + ".platform..")
                .whereLayer("transport")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("tools")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("prompts")
                .mayOnlyBeAccessedByLayers("transport")
                .whereLayer("resources")
                .mayOnlyBeAccessedByLayers("transport")
                .whereLayer("catalog")
                .mayOnlyBeAccessedByLayers("transport", "tools", "prompts", "resources")
                .whereLayer("platform")
                .mayOnlyBeAccessedByLayers("transport", "catalog", "resources")
                .check(MAIN);
    }

    @Test
    void theSdkStaysInTheTransport() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".transport..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.modelcontextprotocol..")
                .check(MAIN);
    }

    @Test
    void thePlatformIsReachedThroughOneClass() {
        noClasses()
                .that()
                .doNotHaveSimpleName("PlatformConnection")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(WebClient.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net.http..", "reactor.netty.http.client..")
                .check(MAIN);
    }

    @Test
    void thereIsNoDataHere() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "io.r2dbc..", "org.springframework.data..")
                .check(MAIN);
    }

    @Test
    void controllersAreNobodysBusiness() {
        classes()
                .that()
                .areAnnotatedWith(RestController.class)
                .should()
                .bePackagePrivate()
                .check(MAIN);
    }

    /** On stdio the process waits for its input, on its own thread. */
    @Test
    void nothingBlocks() {
        noClasses()
                .that()
                .doNotHaveSimpleName("StdioServer")
                .should()
                .callMethod(Mono.class, "block")
                .orShould()
                .callMethod(Flux.class, "blockFirst")
                .orShould()
                .callMethod(Flux.class, "blockLast")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(MAIN);
    }

    @Test
    void namesSaySomething() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Impl|Helper|Helpers|Common|Misc|Manager)$")
                .check(MAIN);
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..common..", "..impl..", "..helper..", "..manager..")
                .check(MAIN);
    }

    @Test
    void noInterfaceHasExactlyOneImplementation() {
        var lonely = MAIN.stream()
                .filter(JavaClass::isInterface)
                .filter(type -> !type.isAnnotation() && !type.getSimpleName().equals("package-info"))
                .filter(type -> type.getSubclasses().size() == 1)
                .map(JavaClass::getName)
                .toList();

        assertThat(lonely).isEmpty();
    }
}

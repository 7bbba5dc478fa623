package dev.signalbox.platform;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.signalbox.platform.access.Anonymous;
import dev.signalbox.platform.access.Authenticated;
import dev.signalbox.platform.access.Requires;
import dev.signalbox.platform.access.ServiceOnly;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The rules of the house, in docs/adr/0002. */
class ArchitectureTest {

    /** A package imports only from lower steps, or from earlier names of its own line. */
    private static final List<List<String>> LADDER = List.of(
            List.of("problem", "paging", "database", "notifications", "schemas", "outbound", "background"),
            List.of("access", "audit", "idempotency", "openapi", "health"),
            List.of(
                    "vault",
                    "tenants",
                    "projects",
                    "members",
                    "invitations",
                    "tokens",
                    "grants",
                    "confirmations",
                    "toolcalls"),
            List.of("bootstrap", "secrets", "oauth", "credits", "llm"),
            List.of(
                    "plugins",
                    "connections",
                    "accounts",
                    "connectors",
                    "connected",
                    "engine",
                    "workflows",
                    "memory",
                    "files"),
            List.of("journal", "runs", "host", "feed"),
            List.of("tasks", "signals", "calls", "triggers", "webhooks"),
            List.of("guided", "chat"),
            List.of("analytics"));

    private static final List<String> ORDER =
            LADDER.stream().flatMap(List::stream).toList();
    private static final String ROOT = "dev.signalbox.platform";

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void aFeatureImportsOnlyWhatItDeclares() {
        ApplicationModules.of(Platform.class).verify();
    }

    @Test
    void everyFeatureStandsOnTheLadder() {
        var features = new TreeSet<String>();
        MAIN.stream()
                .map(ArchitectureTest::feature)
                .filter(name -> !name.isEmpty())
                .forEach(features::add);

        assertThat(ORDER).containsAll(features);
    }

    @Test
    void importsOnlyGoDown() {
        classes()
                .should(new ArchCondition<JavaClass>("import only from below") {
                    @Override
                    public void check(JavaClass from, ConditionEvents events) {
                        from.getDirectDependenciesFromSelf().stream()
                                .filter(ArchitectureTest::goesUp)
                                .forEach(up -> events.add(SimpleConditionEvent.violated(up, up.getDescription())));
                    }
                })
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

    @Test
    void everyOperationSaysWhoMayCallIt() {
        methods()
                .that()
                .areMetaAnnotatedWith(RequestMapping.class)
                .should(new ArchCondition<JavaMethod>("say who may call them") {
                    @Override
                    public void check(JavaMethod method, ConditionEvents events) {
                        long said =
                                List.of(Requires.class, Authenticated.class, Anonymous.class, ServiceOnly.class)
                                        .stream()
                                        .filter(method::isAnnotatedWith)
                                        .count();
                        if (said != 1) {
                            events.add(SimpleConditionEvent.violated(method, method.getFullName()));
                        }
                    }
                })
                .check(MAIN);
    }

    @Test
    void theAnonymousOperationsAreThese() {
        var open = new TreeSet<String>();
        MAIN.stream()
                .flatMap(type -> type.getMethods().stream())
                .filter(method -> method.isAnnotatedWith(Anonymous.class))
                .forEach(method -> open.add(method.getOwner().getSimpleName() + "." + method.getName()));

        assertThat(open)
                .containsExactly(
                        "BootstrapController.install",
                        "GuidedDescriptionController.guided",
                        "InvitationController.accept",
                        "OAuthCallbackController.callback");
    }

    @Test
    void onlyRepositoriesSpeakSql() {
        noClasses()
                .that()
                .haveSimpleNameNotEndingWith("Repository")
                .and()
                .resideOutsideOfPackages(ROOT + ".database..", ROOT + ".notifications..")
                .and()
                .doNotHaveSimpleName("TenantTransaction")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(DatabaseClient.class)
                .check(MAIN);
    }

    @Test
    void nothingBlocks() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".host..")
                .should()
                .callMethod(reactor.core.publisher.Mono.class, "block")
                .orShould()
                .callMethod(reactor.core.publisher.Mono.class, "block", java.time.Duration.class)
                .orShould()
                .callMethod(reactor.core.publisher.Flux.class, "blockFirst")
                .orShould()
                .callMethod(reactor.core.publisher.Flux.class, "blockLast")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(MAIN);
    }

    @Test
    void theEngineIsPure() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + ".engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.springframework.r2dbc..",
                        "org.springframework.web..",
                        "org.springframework.stereotype..",
                        "org.springframework.context..",
                        "org.springframework.expression..",
                        "javax.script..",
                        "ognl..",
                        "reactor..",
                        "io.r2dbc..",
                        "java.sql..",
                        "javax.sql..")
                .check(MAIN);
    }

    /** Whoever calls an address that somebody outside has named goes through the guard. */
    @Test
    void thereIsOneWayOut() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".outbound..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(
                        java.net.http.HttpClient.class,
                        reactor.netty.http.client.HttpClient.class,
                        org.springframework.web.client.RestClient.class,
                        org.springframework.web.reactive.function.client.WebClient.class)
                .check(MAIN);
    }

    @Test
    void namesSaySomething() {
        noClasses()
                .should()
                .haveNameMatching(".*(Util|Utils|Impl|Helper|Helpers|Common|Misc)$")
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
                .filter(type -> type.getSubclasses().size() == 1
                        && !type.getSubclasses().iterator().next().isInterface())
                .map(JavaClass::getName)
                .toList();

        assertThat(lonely).isEmpty();
    }

    private static boolean goesUp(Dependency dependency) {
        String from = feature(dependency.getOriginClass());
        String to = feature(dependency.getTargetClass());
        if (from.isEmpty() || to.isEmpty() || from.equals(to)) {
            return false;
        }
        return ORDER.indexOf(to) > ORDER.indexOf(from);
    }

    /** The first package below the root; empty outside of it. */
    private static String feature(JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        return name.startsWith(ROOT + ".") ? name.substring(ROOT.length() + 1).replaceAll("\\..*", "") : "";
    }
}

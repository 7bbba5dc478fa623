package dev.signalbox.console;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.vaadin.flow.component.dependency.CssImport;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.NpmPackage;
import com.vaadin.flow.router.Route;

@AnalyzeClasses(packages = "dev.signalbox.console", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** Each would make the build bundle the frontend anew, and that takes Node. */
    @ArchTest
    static final ArchRule nothingNeedsAFrontendBuild = noClasses()
            .should()
            .beAnnotatedWith(JsModule.class)
            .orShould()
            .beAnnotatedWith(CssImport.class)
            .orShould()
            .beAnnotatedWith(NpmPackage.class)
            .orShould()
            .beAnnotatedWith("com.vaadin.flow.theme.Theme");

    @ArchTest
    static final ArchRule importsGoDownOnly = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("signin")
            .definedBy("..signin..")
            .layer("platform")
            .definedBy("..platform..")
            .layer("shell")
            .definedBy("..shell..")
            .layer("workflows")
            .definedBy("..workflows..")
            .layer("runs")
            .definedBy("..runs..")
            .layer("tasks")
            .definedBy("..tasks..")
            .layer("tokens")
            .definedBy("..tokens..")
            .layer("members")
            .definedBy("..members..")
            .layer("oauth")
            .definedBy("..oauth..")
            .layer("clients")
            .definedBy("..clients..")
            .layer("overview")
            .definedBy("..overview..")
            .whereLayer("overview")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("tokens")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("members")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("clients")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("oauth")
            .mayOnlyBeAccessedByLayers("clients")
            .whereLayer("tasks")
            .mayOnlyBeAccessedByLayers("overview")
            .whereLayer("runs")
            .mayOnlyBeAccessedByLayers("tasks", "overview")
            .whereLayer("workflows")
            .mayOnlyBeAccessedByLayers("runs", "tasks", "overview")
            .whereLayer("shell")
            .mayOnlyBeAccessedByLayers("workflows", "runs", "tasks", "tokens", "members", "clients", "overview")
            .whereLayer("platform")
            .mayOnlyBeAccessedByLayers(
                    "oauth", "shell", "workflows", "runs", "tasks", "tokens", "members", "clients", "overview")
            .whereLayer("signin")
            .mayOnlyBeAccessedByLayers("platform", "oauth", "shell", "clients");

    @ArchTest
    static final ArchRule pagesArePrivateToTheirFeature =
            classes().that().areAnnotatedWith(Route.class).should().bePackagePrivate();

    @ArchTest
    static final ArchRule onlyTheSignInKnowsADatabase = noClasses()
            .that()
            .resideOutsideOfPackages("..signin..", "..oauth..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.jdbc..", "java.sql..", "javax.sql..");

    @ArchTest
    static final ArchRule onlyPlatformAndSignInSpeakHttp = noClasses()
            .that()
            .resideOutsideOfPackages("..signin..", "..platform..", "..oauth..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "org.springframework.web.client..");

    @ArchTest
    static final ArchRule classesHaveNamesThatSaySomething = noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Impl");
}

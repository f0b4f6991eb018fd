package io.yuhitsu.architecture;

import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.api.Test;

/** What a bundle may know of another one. */
class BoundariesTest {
    private static final String INTERNAL = ".internal";

    @Test
    void theApiNeedsNothingButTheJdk() {
        classes()
                .that()
                .resideInAPackage("io.yuhitsu.api..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("io.yuhitsu.api..", "java..", "org.osgi.annotation..")
                .because("plugins are compiled against it and must not be broken by the version of a library")
                .check(Bundles.CLASSES);
    }

    @Test
    void internalPackagesBelongToTheirBundle() {
        classes()
                .should(leaveOthersInternalsAlone())
                .because("what is internal changes without notice; the framework does not even show it")
                .check(Bundles.CLASSES);
    }

    @Test
    void nobodyNeedsTheCore() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.yuhitsu.core..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.yuhitsu.core..")
                .because("the core alone writes the state of jobs; others reach it through the ports of the API")
                .check(Bundles.CLASSES);
    }

    @Test
    void bundlesHaveNoCycles() {
        slices().matching("io.yuhitsu.(*)..")
                .should()
                .beFreeOfCycles()
                .because(
                        "a bundle can be understood, built and exchanged only when it does not need those that need it")
                .check(Bundles.CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.yuhitsu.(**)")
                .should()
                .beFreeOfCycles()
                // The way in for those who use it without OSGi; it has to name what it makes.
                .ignoreDependency(
                        nameMatching("io\\.yuhitsu\\.children\\.Children"),
                        nameMatching("io\\.yuhitsu\\.children\\.internal\\.SupervisedChildren"))
                .because("packages that need each other are one package")
                .check(Bundles.CLASSES);
    }

    @Test
    void childProgramsNeedOnlyWhatTheyAreStartedWith() {
        classes()
                .that()
                .resideInAPackage("io.yuhitsu..child..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "io.yuhitsu..child..",
                        "java..",
                        "org.vosk..",
                        "com.sun.jna..",
                        "org.bytedeco..",
                        "org.osgi.annotation..")
                .because("a child process has no OSGi framework and none of the server's libraries on its class path")
                .check(Bundles.CLASSES);
    }

    @Test
    void internalClassesArePublicOnlyWhenSomebodyOutsideNeedsThem() {
        classes()
                .that()
                .resideInAPackage("io.yuhitsu..internal..")
                .and()
                .areTopLevelClasses()
                .and()
                .arePublic()
                .and()
                // FreeMarker's templates read these two.
                .doNotHaveFullyQualifiedName("io.yuhitsu.minutes.documents.internal.Paper")
                .and()
                .doNotHaveFullyQualifiedName("io.yuhitsu.minutes.documents.internal.Wording")
                .should(beNeededOutsideTheirPackage())
                .because("what is public by habit is used by habit")
                .check(Bundles.CLASSES);
    }

    private static ArchCondition<JavaClass> leaveOthersInternalsAlone() {
        return new ArchCondition<>("not depend on internal packages of other bundles") {
            @Override
            public void check(JavaClass user, ConditionEvents events) {
                user.getDirectDependenciesFromSelf().forEach(dependency -> {
                    String used = dependency.getTargetClass().getPackageName();
                    boolean internal = used.startsWith("io.yuhitsu.") && (used + ".").contains(INTERNAL + ".");
                    if (internal) {
                        String bundle = used.substring(0, (used + ".").indexOf(INTERNAL + "."));
                        boolean own = (user.getPackageName() + ".").startsWith(bundle + ".");
                        events.add(new SimpleConditionEvent(user, own, dependency.getDescription()));
                    }
                });
            }
        };
    }

    private static ArchCondition<JavaClass> beNeededOutsideTheirPackage() {
        return new ArchCondition<>("be components, or used by another package of their bundle") {
            @Override
            public void check(JavaClass candidate, ConditionEvents events) {
                boolean used = candidate.getDirectDependenciesToSelf().stream()
                        .anyMatch(dependency ->
                                !dependency.getOriginClass().getPackageName().equals(candidate.getPackageName()));
                events.add(new SimpleConditionEvent(
                        candidate, used || isMadeByAFramework(candidate), candidate.getDescription()));
            }
        };
    }

    /** Declarative Services, Karaf's shell and Camel make these by reflection. */
    private static boolean isMadeByAFramework(JavaClass candidate) {
        return candidate.isAnnotatedWith("org.osgi.service.component.annotations.Component")
                || candidate.isAnnotatedWith("org.apache.karaf.shell.api.action.lifecycle.Service")
                || candidate.isAssignableTo("org.apache.camel.support.DefaultComponent")
                || candidate.isAssignableTo("org.apache.camel.support.DefaultEndpoint");
    }
}

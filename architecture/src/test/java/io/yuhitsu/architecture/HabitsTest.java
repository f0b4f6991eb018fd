package io.yuhitsu.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import org.junit.jupiter.api.Test;

/** What no class of the server does. */
class HabitsTest {
    @Test
    void theServerWritesToItsLogAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.yuhitsu..child..", "io.yuhitsu.client..", "io.yuhitsu.support..")
                .should(ACCESS_STANDARD_STREAMS)
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .because(
                        "nobody reads the server's standard streams; child programs and those that the script runs talk through theirs")
                .check(Bundles.CLASSES);
    }

    @Test
    void thereIsOneLogger() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.util.logging..", "org.apache.commons.logging..", "org.apache.logging..")
                .because("what does not go through slf4j escapes the levels and the format of the log")
                .check(Bundles.CLASSES);
    }

    @Test
    void nobodySleeps() {
        noClasses()
                .that()
                // Each looks at something that cannot call back, where nothing else waits for its thread.
                .doNotHaveFullyQualifiedName("io.yuhitsu.children.child.ChildMain")
                .and()
                .doNotHaveFullyQualifiedName("io.yuhitsu.operations.shell.internal.WaitFile")
                .and()
                .doNotHaveFullyQualifiedName("io.yuhitsu.routes.internal.files.Drain")
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .because(
                        "a sleeping thread is held from other work and wakes too late or for nothing; use a scheduler or a lock's condition")
                .check(Bundles.CLASSES);
    }
}

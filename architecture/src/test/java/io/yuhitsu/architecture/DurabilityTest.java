package io.yuhitsu.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** That the harness which halts the server at each durable step knows all of them. */
class DurabilityTest {
    private static final String STEP = "io.yuhitsu.durable.DurableStep";
    private static final Set<String> DURABLE = Set.of("move", "createLink");

    @Test
    void whatOutlivesACrashIsAStep() {
        classes()
                .that()
                .resideOutsideOfPackage("io.yuhitsu.durable")
                .and()
                // These two lay out what a start makes anew.
                .doNotHaveFullyQualifiedName("io.yuhitsu.children.internal.ClassPaths")
                .and()
                .doNotHaveFullyQualifiedName("io.yuhitsu.speech.vosk.child.Natives")
                .should(doDurableActsInSteps())
                .because("a crash right before and right after each of them has to be tried")
                .check(Bundles.CLASSES);
    }

    @Test
    void stepsAreConstants() {
        classes()
                .that()
                .doNotHaveFullyQualifiedName(STEP)
                .should(keepStepsInConstants())
                .because("the harness finds them in the compiled code")
                .check(Bundles.CLASSES);
        assertThat(Bundles.CLASSES.contain(STEP)).isTrue();
    }

    @Test
    void onlyTheDatabaseBeginsTransactions() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.yuhitsu.store.internal.jdbc.Database")
                // Before there is a Database; has its own step.
                .and()
                .doNotHaveFullyQualifiedName("io.yuhitsu.store.internal.jdbc.Installation")
                .should()
                .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                        com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching(
                                "inTransaction|useTransaction")))
                .because("each transaction that changes something is a durable step")
                .check(Bundles.CLASSES);
    }

    private static ArchCondition<JavaClass> doDurableActsInSteps() {
        return new ArchCondition<>("sync, move and link files in a durable step") {
            @Override
            public void check(JavaClass candidate, ConditionEvents events) {
                boolean knowsSteps = candidate.getDirectDependenciesFromSelf().stream()
                        .anyMatch(dependency ->
                                dependency.getTargetClass().getName().equals(STEP));
                candidate.getMethodCallsFromSelf().forEach(call -> {
                    boolean durable =
                            call.getTargetOwner().isEquivalentTo(Files.class) && DURABLE.contains(call.getName())
                                    || call.getTargetOwner().isAssignableTo(FileChannel.class)
                                            && call.getName().equals("force");
                    if (durable) {
                        events.add(new SimpleConditionEvent(candidate, knowsSteps, call.getDescription()));
                    }
                });
            }
        };
    }

    private static ArchCondition<JavaClass> keepStepsInConstants() {
        return new ArchCondition<>("keep their durable steps in static final fields") {
            @Override
            public void check(JavaClass candidate, ConditionEvents events) {
                for (JavaField field : candidate.getFields()) {
                    if (field.getRawType().getName().equals(STEP)) {
                        boolean constant =
                                field.getModifiers().containsAll(Set.of(JavaModifier.STATIC, JavaModifier.FINAL));
                        events.add(new SimpleConditionEvent(candidate, constant, field.getDescription()));
                    }
                }
            }
        };
    }
}

package io.yuhitsu.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which bundle sees which library. */
class LibrariesTest {
    @Test
    void onlyRoutesAndConnectorsSeeCamel() {
        only(
                List.of("io.yuhitsu.routes..", "io.yuhitsu.intake..", "io.yuhitsu.delivery.."),
                List.of("org.apache.camel.."),
                "Camel is how recordings come and documents go; what happens to them must not change with its version");
    }

    @Test
    void onlyVoskSeesVosk() {
        only(
                List.of("io.yuhitsu.speech.vosk.child.."),
                List.of("org.vosk..", "com.sun.jna.."),
                "a native crash is to end a child process and not the server, and recognisers are to be exchangeable");
    }

    @Test
    void onlyTheDecodersChildSeesFfmpeg() {
        only(
                List.of("io.yuhitsu.speech.decoder.child.."),
                List.of("org.bytedeco.."),
                "native code that reads what strangers send runs in a child process");
    }

    @Test
    void onlyTheDecoderSeesTika() {
        only(
                List.of("io.yuhitsu.speech.decoder.."),
                List.of("org.apache.tika.."),
                "what a file is, is decided in one place");
    }

    @Test
    void onlyTheStoreSeesTheDatabase() {
        only(
                List.of("io.yuhitsu.store.."),
                List.of(
                        "java.sql..",
                        "javax.sql..",
                        "org.jdbi..",
                        "org.flywaydb..",
                        "com.zaxxer..",
                        "org.apache.derby..",
                        "org.postgresql.."),
                "another database, or several servers on one, must not be a change of the others");
    }

    @Test
    void onlyTheStoreEncrypts() {
        only(
                List.of("io.yuhitsu.store.."),
                List.of("com.google.crypto.tink.."),
                "keys stay where the content is written and read");
    }

    @Test
    void onlyDocumentsSeesTheDocumentLibraries() {
        only(
                List.of("io.yuhitsu.minutes.documents.."),
                List.of("org.apache.pdfbox..", "com.openhtmltopdf..", "org.apache.poi..", "freemarker.."),
                "each format is one renderer behind one port");
    }

    @Test
    void onlyTheRulesSeeLucene() {
        only(
                List.of("io.yuhitsu.minutes.rules.internal.ja.."),
                List.of("org.apache.lucene.."),
                "everything that depends on a language is behind one interface");
    }

    @Test
    void onlyTheShellSeesKaraf() {
        only(
                List.of("io.yuhitsu.operations.shell.."),
                List.of("org.apache.karaf.."),
                "the rest runs on any OSGi framework with Declarative Services");
    }

    @Test
    void onlyHealthKeepsFigures() {
        only(
                List.of("io.yuhitsu.operations.health.."),
                List.of("io.micrometer.core.instrument.simple.."),
                "whoever counts something writes to the facade; where it is kept and shown is one bundle's matter");
    }

    private static void only(List<String> owners, List<String> libraries, String reason) {
        for (String library : libraries) {
            // A rule about a package that nobody uses, or that is misspelt, would hold for ever.
            assertThat(Bundles.CLASSES.stream().filter(uses(library)))
                    .as("classes that use %s", library)
                    .isNotEmpty();
        }
        noClasses()
                .that()
                .resideOutsideOfPackages(owners.toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries.toArray(String[]::new))
                .because(reason)
                .check(Bundles.CLASSES);
    }

    private static DescribedPredicate<JavaClass> uses(String library) {
        DescribedPredicate<JavaClass> inside = JavaClass.Predicates.resideInAPackage(library);
        return DescribedPredicate.describe("use " + library, user -> user.getDirectDependenciesFromSelf().stream()
                .anyMatch(dependency -> inside.test(dependency.getTargetClass())));
    }
}

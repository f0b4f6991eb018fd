package io.yuhitsu.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The folders of all bundles, and the classes that were built in them. */
final class Bundles {
    static final Path ROOT =
            Path.of(System.getProperty("yuhitsu.bundles")).toAbsolutePath().normalize();

    /** Relative to {@link #ROOT}. */
    static final List<Path> FOLDERS = folders();

    /** Our own main classes; what bundles hold of other people's libraries lies in other packages. */
    static final JavaClasses CLASSES = classes();

    private Bundles() {}

    private static List<Path> folders() {
        try (Stream<Path> files = Files.find(ROOT, 3, (path, attributes) -> path.endsWith("pom.xml"))) {
            return files.map(Path::getParent).map(ROOT::relativize).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JavaClasses classes() {
        List<Path> built = FOLDERS.stream()
                .map(ROOT::resolve)
                .filter(folder -> Files.isDirectory(folder.resolve("src/main/java")))
                .map(folder -> folder.resolve("target/classes/io/yuhitsu"))
                .toList();
        for (Path folder : built) {
            if (!Files.isDirectory(folder)) {
                throw new IllegalStateException(folder + " is not there: build all bundles first (-am)");
            }
        }
        return new ClassFileImporter().importPaths(built);
    }
}

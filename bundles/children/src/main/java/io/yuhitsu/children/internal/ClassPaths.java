package io.yuhitsu.children.internal;

import java.io.BufferedOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** Lays out of a bundle what its children need: a plain JVM cannot read jars within jars. */
final class ClassPaths {
    private static final String CHILD_SIDE = "io/yuhitsu/children/child/";
    private static final String NESTED = "child/";
    private static final String LOOSE = "child/classes/";

    private final Path folder;
    private final Map<Bundle, Place> places = new LinkedHashMap<>();

    ClassPaths(Path folder) {
        this.folder = folder;
    }

    /** Where the children of one program version find their classes, and the folder that they share. */
    record Place(String classPath, Path shared) {}

    synchronized Place of(Class<?> main) throws IOException {
        Bundle bundle = FrameworkUtil.getBundle(main);
        if (bundle == null) {
            // The child works in another folder: relative paths would lead astray.
            String absolute = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .map(entry -> Path.of(entry).toAbsolutePath().toString())
                    .collect(Collectors.joining(File.pathSeparator));
            return new Place(absolute, Folders.create(folder.resolve("shared")));
        }
        Place known = places.get(bundle);
        if (known != null && Files.isDirectory(known.shared())) {
            return known;
        }
        Place place = layOut(bundle);
        places.put(bundle, place);
        return place;
    }

    private Place layOut(Bundle bundle) throws IOException {
        Bundle framework = FrameworkUtil.getBundle(ClassPaths.class);
        String name = bundle.getSymbolicName() + "-" + fingerprint(bundle, framework);
        Path target = folder.resolve(name);
        if (!Files.isDirectory(target)) {
            deleteOthers(bundle.getSymbolicName());
            // Made aside and renamed, so that a folder with the right name is a whole one.
            Path aside = Folders.create(folder.resolve("." + name));
            Folders.delete(aside);
            Folders.create(aside.resolve("shared"));
            copy(bundle, framework, aside);
            Files.move(aside, target, StandardCopyOption.ATOMIC_MOVE);
        }
        List<String> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(target)) {
            files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(file -> jars.add(file.toString()));
        }
        return new Place(String.join(File.pathSeparator, jars), target.resolve("shared"));
    }

    private static String fingerprint(Bundle... bundles) {
        CRC32 crc = new CRC32();
        for (Bundle bundle : bundles) {
            String identity = bundle.getSymbolicName() + bundle.getVersion() + bundle.getLastModified();
            crc.update(identity.getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    private void deleteOthers(String symbolicName) throws IOException {
        List<Path> others;
        try (Stream<Path> files = Files.list(Folders.create(folder))) {
            others = files.filter(
                            file -> file.getFileName().toString().matches("\\.?\\Q" + symbolicName + "\\E-[0-9a-f]{8}"))
                    .toList();
        }
        others.forEach(Folders::delete);
    }

    private static void copy(Bundle bundle, Bundle framework, Path to) throws IOException {
        // Unbuffered it would be written in hundreds of thousands of pieces.
        OutputStream file = new BufferedOutputStream(Files.newOutputStream(to.resolve("0-own.jar")), 1 << 16);
        try (ZipOutputStream own = new ZipOutputStream(file)) {
            // Copied, not compressed: read again at each start of a child.
            own.setLevel(0);
            for (Map.Entry<String, URL> entry : entries(bundle, "/").entrySet()) {
                String path = entry.getKey();
                if (path.startsWith(NESTED) && path.endsWith(".jar")) {
                    try (InputStream in = entry.getValue().openStream()) {
                        Files.copy(in, to.resolve("1-" + path.substring(NESTED.length())));
                    }
                } else if (path.startsWith(LOOSE)) {
                    add(own, path.substring(LOOSE.length()), entry.getValue());
                } else if (isForChild(path)) {
                    add(own, path, entry.getValue());
                }
            }
            for (Map.Entry<String, URL> entry : entries(framework, CHILD_SIDE).entrySet()) {
                add(own, entry.getKey(), entry.getValue());
            }
        }
    }

    /** Of what the bundle needs itself: all but the jars that the server side alone uses. */
    private static boolean isForChild(String path) {
        return !path.endsWith(".jar")
                && !path.startsWith("META-INF/")
                && !path.startsWith("OSGI-INF/")
                && !path.startsWith(CHILD_SIDE);
    }

    private static Map<String, URL> entries(Bundle bundle, String below) {
        Map<String, URL> found = new LinkedHashMap<>();
        Enumeration<URL> urls = bundle.findEntries(below, "*", true);
        while (urls != null && urls.hasMoreElements()) {
            URL url = urls.nextElement();
            String path = url.getPath().substring(1);
            if (!path.endsWith("/")) {
                found.put(path, url);
            }
        }
        return found;
    }

    private static void add(ZipOutputStream jar, String path, URL content) throws IOException {
        jar.putNextEntry(new ZipEntry(path));
        try (InputStream in = content.openStream()) {
            in.transferTo((OutputStream) jar);
        }
        jar.closeEntry();
    }
}

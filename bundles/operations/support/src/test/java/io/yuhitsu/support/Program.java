package io.yuhitsu.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;

/** A program folder and a data folder with just what the doctor looks at, both in order. */
final class Program {
    static final String CORE = "io.yuhitsu.core.cfg";
    static final String ROUTES = "io.yuhitsu.routes.cfg";

    final Path home;
    final Path data;

    Program(Path folder) throws IOException {
        home = folder.resolve("program");
        data = folder.resolve("data 議事録");
        for (String name : List.of("bin", "etc", "lib/boot", "lib/client", "share/etc", "system", "routes")) {
            Files.createDirectories(home.resolve(name));
        }
        write("program/bin/yuhitsu", "");
        write("program/etc/config.properties", "");
        write("program/etc/java.options", "-Xmx64m\n");
        write("program/version", "0.1.0\n");
        write("program/share/data-format", "1\n");
        write(
                "program/share/etc/" + CORE,
                "# seconds\n#leaseSeconds=60\n#freePercent=0\n#freeMegabytes=1\n#timeZone=\n");
        write("program/share/etc/" + ROUTES, "#inbox.folder=${yuhitsu.data}/inbox\n#inbox.settle=2s\n");
        write("program/routes/pipeline.camel.yaml", "");
        model(home.resolve("models/demo"));
        for (String name :
                List.of("etc/secrets", "routes", "deploy", "models", "log", "run/tmp", "keys", "inbox", "outbox")) {
            Files.createDirectories(data.resolve(name));
        }
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
    }

    static void model(Path folder) throws IOException {
        for (String file :
                List.of("am/final.mdl", "conf/model.conf", "conf/mfcc.conf", "graph/HCLr.fst", "graph/Gr.fst")) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.writeString(folder.resolve(file), "x");
        }
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(home.resolveSibling(name), text);
    }

    Path put(String name, String text) throws IOException {
        Path file = data.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return file;
    }

    Path secret(String name, String text) throws IOException {
        Path file = put(name, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    Site site() {
        return new Site(home, data, "0.1.0", "./yuhitsu", Site.State.STOPPED, false, null);
    }

    List<String> codes() {
        return Doctor.examine(site(), Clock.systemUTC()).sorted().stream()
                .map(finding -> finding.level() + " " + finding.message().code())
                .toList();
    }
}

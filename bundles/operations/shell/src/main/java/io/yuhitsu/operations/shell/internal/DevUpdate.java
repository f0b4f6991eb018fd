package io.yuhitsu.operations.shell.internal;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.wiring.FrameworkWiring;

@Service
@Command(
        scope = "minutes",
        name = "dev-update",
        description =
                "Puts a freshly built bundle into the running server; only in a server started from the source tree")
public final class DevUpdate implements Action {
    @Reference
    Session session;

    @Argument(name = "jar", required = true, description = "The bundle")
    String jar;

    @Override
    public Object execute() throws Exception {
        if (!Boolean.getBoolean("yuhitsu.dev")) {
            throw new CommandException(CommandException.FAILED, "not-dev");
        }
        Path file = Place.of(session, jar);
        String name;
        try (JarFile archive = new JarFile(file.toFile())) {
            name = archive.getManifest().getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
        }
        BundleContext context = FrameworkUtil.getBundle(DevUpdate.class).getBundleContext();
        Bundle bundle = Arrays.stream(context.getBundles())
                .filter(b -> b.getSymbolicName().equals(name))
                .findFirst()
                .orElseThrow(() -> new CommandException(CommandException.NOT_FOUND, "no-bundle", name));
        try (InputStream in = Files.newInputStream(file)) {
            bundle.update(in);
        }
        CountDownLatch refreshed = new CountDownLatch(1);
        context.getBundle(0)
                .adapt(FrameworkWiring.class)
                .refreshBundles(List.of(bundle), event -> refreshed.countDown());
        if (!refreshed.await(30, TimeUnit.SECONDS) || bundle.getState() != Bundle.ACTIVE) {
            throw new CommandException(CommandException.FAILED, "not-started", name);
        }
        Screen.of(session).say("updated", name);
        return null;
    }
}

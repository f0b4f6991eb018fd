package io.yuhitsu.core.internal;

import io.yuhitsu.api.job.LeaseOwner;
import io.yuhitsu.durable.DurableFiles;
import io.yuhitsu.durable.DurableStep;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.regex.Pattern;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * This run of this server, as leases name it. The server is known by a file in its data folder, which one server at a time has open: what
 * another run of it holds, nobody works on any more. Not in a backup, so that two servers never pass for one.
 */
@Component(service = Node.class)
public final class Node {
    private static final DurableStep NAMED = DurableStep.named("node.id");
    private static final Pattern ID = Pattern.compile("[0-9a-z]{1,40}");

    private final LeaseOwner run;

    @Activate
    public Node(BundleContext context) throws IOException {
        this(id(Path.of(context.getProperty("yuhitsu.data")).resolve("run/node")));
    }

    Node(String id) {
        run = new LeaseOwner(id, fresh(), "core");
    }

    /** Who holds a lease that this worker takes now. */
    LeaseOwner worker(String name) {
        return run.as(name);
    }

    /** @param file keeps the server's id; made when it is not there */
    static String id(Path file) throws IOException {
        try {
            String kept = Files.readString(file).strip();
            if (ID.matcher(kept).matches()) {
                return kept;
            }
        } catch (NoSuchFileException e) {
            Files.createDirectories(file.getParent());
        }
        // Lost or torn by a power cut: leases of earlier runs then end by time.
        String made = fresh();
        DurableFiles.write(file, made.getBytes(StandardCharsets.US_ASCII), NAMED);
        return made;
    }

    private static String fresh() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}

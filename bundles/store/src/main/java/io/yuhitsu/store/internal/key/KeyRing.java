package io.yuhitsu.store.internal.key;

import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.subtle.Random;
import io.yuhitsu.api.TenantId;
import io.yuhitsu.api.text.Texts;
import io.yuhitsu.durable.DurableFiles;
import io.yuhitsu.durable.DurableStep;
import io.yuhitsu.store.internal.DataFolder;
import io.yuhitsu.store.internal.DataVersion;
import io.yuhitsu.store.internal.Holdings;
import io.yuhitsu.store.internal.Said;
import io.yuhitsu.store.internal.StartFailure;
import io.yuhitsu.store.internal.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The keys of this server: the master key and one key per tenant, all in one folder.
 *
 * <p>Tenant keys are files, not rows: the folders of keys and objects are enough to read every recording when the database is lost, one
 * deleted file makes all content of a tenant unreadable for good, and a new master key means to write few small files again.
 */
@Component(service = KeyRing.class, configurationPid = StoreSettings.PID)
@Designate(ocd = StoreSettings.class)
public final class KeyRing {
    private static final Texts TEXTS = Texts.beside(KeyRing.class);
    private static final String SUFFIX = ".key";
    /** Written aside by a server that died before it could use the key. */
    private static final Pattern UNFINISHED = Pattern.compile("\\.[0-9a-f]{16}\\.key\\.new");

    private static final DurableStep MADE = DurableStep.named("keys.tenant");

    private final Path folder;
    private final MasterKey master;
    private final AesGcmJce sealer;
    private final Map<TenantId, TenantKey> tenants = new ConcurrentHashMap<>();

    @Activate
    public KeyRing(BundleContext context, StoreSettings settings) throws IOException {
        this(StartFailure.told(DataFolder.of(context), () -> load(DataFolder.of(context), settings)));
    }

    /** @param encrypted folders whose content can be read with these keys only */
    public KeyRing(Path folder, List<Path> encrypted) throws IOException {
        this(load(folder, encrypted));
    }

    private KeyRing(Keys keys) {
        folder = keys.folder();
        master = keys.master();
        sealer = keys.sealer();
        tenants.putAll(keys.tenants());
    }

    private record Keys(Path folder, MasterKey master, AesGcmJce sealer, Map<TenantId, TenantKey> tenants) {}

    private static Keys load(DataFolder data, StoreSettings settings) throws IOException {
        // The first thing that a start does to the data, so newer data is refused before anything is made.
        DataVersion.check(data);
        return load(
                data.resolve("keys", settings.keys()),
                List.of(data.root().resolve("db"), data.resolve("blobs", settings.blobs())));
    }

    private static Keys load(Path folder, List<Path> encrypted) throws IOException {
        boolean inUse = !tenantFiles(folder).isEmpty();
        for (Path each : encrypted) {
            inUse |= Holdings.holdsAnything(each);
        }
        MasterKey master = MasterKey.open(folder, inUse);
        DurableFiles.deleteLeftovers(folder, UNFINISHED);
        AesGcmJce sealer = master.wrapper("yuhitsu tenant keys");
        Map<TenantId, TenantKey> tenants = new HashMap<>();
        for (Path file : tenantFiles(folder)) {
            TenantKey key = read(file, sealer);
            tenants.put(key.tenant(), key);
        }
        return new Keys(folder, master, sealer, tenants);
    }

    /** The password of the embedded database. */
    public String databasePassword() {
        return HexFormat.of().formatHex(master.derive("yuhitsu embedded database"));
    }

    /** Says of two sets of keys whether they are the same, and nothing else about them. */
    public String fingerprint() {
        return HexFormat.of().formatHex(master.derive("yuhitsu database identity"));
    }

    public Optional<TenantKey> find(TenantId tenant) {
        return Optional.ofNullable(tenants.get(tenant));
    }

    public Collection<TenantKey> all() {
        return List.copyOf(tenants.values());
    }

    /** The tenant's key; made and durable when it is asked for the first time. */
    public TenantKey of(TenantId tenant) throws IOException {
        TenantKey known = tenants.get(tenant);
        return known != null ? known : make(tenant);
    }

    private synchronized TenantKey make(TenantId tenant) throws IOException {
        TenantKey known = tenants.get(tenant);
        if (known != null) {
            return known;
        }
        String id = HexFormat.of().formatHex(Random.randBytes(8));
        byte[] key = Random.randBytes(TenantKey.BYTES);
        DurableFiles.write(folder.resolve(id + SUFFIX), TenantKey.seal(tenant, id, key, sealer), MADE);
        TenantKey made = TenantKey.of(tenant, id, key);
        tenants.put(tenant, made);
        return made;
    }

    private static TenantKey read(Path file, AesGcmJce sealer) throws IOException {
        String name = file.getFileName().toString();
        String id = name.substring(0, name.length() - SUFFIX.length());
        try {
            return TenantKey.unseal(id, Files.readAllBytes(file), sealer);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    Said.inBoth(TEXTS.message("tenant-key-unreadable", file, file.resolveSibling(MasterKey.FILE))), e);
        }
    }

    private static List<Path> tenantFiles(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("[0-9a-f]{16}\\.key"))
                    .toList();
        }
    }
}

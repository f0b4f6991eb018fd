package io.yuhitsu.speech.vosk.internal;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.spi.AudioDecoder;
import io.yuhitsu.api.spi.SpeechModel;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.children.ChildPool;
import io.yuhitsu.durable.DurableFiles;
import io.yuhitsu.durable.DurableStep;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings models into the administrator's folder: copied aside, tried, synced, renamed. */
final class ModelInstaller {
    /** Half a second of silence is enough to see whether a model works. */
    static final int TRIAL_BYTES = 500 * AudioDecoder.BYTES_PER_MS;

    private static final Logger LOG = LoggerFactory.getLogger(ModelInstaller.class);
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}._-]{0,99}");

    /** Folders whose name begins with a dot are no models to anybody else. */
    private static final String INSTALLING = ".installing-";

    private static final String REPLACED = ".replaced-";

    private static final DurableStep SET_ASIDE = DurableStep.named("model.set-aside");
    private static final DurableStep INSTALLED = DurableStep.named("model.install");
    private static final DurableStep PUT_BACK = DurableStep.named("model.put-back");

    private final Path folder;
    private final Trial trial;

    /** Loads a model and lets it listen. */
    @FunctionalInterface
    interface Trial {
        Object listen(ModelFolder model) throws FailureException, InterruptedException;
    }

    ModelInstaller(Path folder, Trial trial) {
        this.folder = folder;
        this.trial = trial;
    }

    SpeechModel install(Path source) throws FailureException, InterruptedException {
        if (!Files.exists(source)) {
            throw bad("install-missing", source);
        }
        Path aside = null;
        try {
            Files.createDirectories(folder);
            aside = Files.createTempDirectory(folder, INSTALLING);
            return install(source, aside);
        } catch (UnsafeArchiveException e) {
            throw new FailureException(
                    FailureKind.BAD_INPUT, VoskSpeech.TEXTS.message(e.code(), source, e.detail()), e);
        } catch (IOException e) {
            throw new FailureException(
                    FailureKind.INTERNAL, VoskSpeech.TEXTS.message("install-failed", folder, String.valueOf(e)), e);
        } finally {
            if (aside != null) {
                delete(aside);
            }
        }
    }

    private SpeechModel install(Path source, Path aside) throws IOException, FailureException, InterruptedException {
        Unpacker unpacker = new Unpacker(aside);
        String name;
        if (Files.isDirectory(source)) {
            Path root = ModelFolder.root(source);
            name = root.toRealPath().getFileName().toString();
            unpacker.copy(root);
        } else {
            unpacker.unpack(source);
            Path inside = ModelFolder.root(aside);
            name = inside.equals(aside)
                    ? source.getFileName().toString().replaceAll("(?i)\\.(zip|tar\\.gz|tgz)$", "")
                    : inside.getFileName().toString();
        }
        if (!NAME.matcher(name).matches()) {
            throw bad("install-name", name);
        }
        Path root = ModelFolder.root(aside);
        check(source, name, root);
        sync(root);
        ModelFolder model = replace(root, name);
        LOG.info("model {} installed, {} MiB", name, model.model().bytes() >> 20);
        return model.model();
    }

    private void check(Path source, String name, Path root) throws IOException, FailureException, InterruptedException {
        if (!ModelFolder.isAny(root)) {
            throw bad("model-none", source);
        }
        List<String> missing = ModelFolder.missing(root);
        if (!missing.isEmpty()) {
            throw bad("model-incomplete", source, String.join(", ", missing));
        }
        ModelFolder model =
                ModelFolder.read(name, root).orElseThrow(() -> bad("model-language", source, ModelFolder.METADATA));
        try {
            // What was cut off while it was copied has all its files and does not load.
            trial.listen(model);
        } catch (FailureException e) {
            if (e.kind() == FailureKind.BUSY) {
                throw e;
            }
            throw e.reason().code().equals(ChildPool.NOT_STARTED)
                    ? new FailureException(FailureKind.INTERNAL, VoskSpeech.TEXTS.message("install-untried", source), e)
                    : new FailureException(
                            FailureKind.BAD_INPUT, VoskSpeech.TEXTS.message("install-unloadable", source), e);
        }
    }

    private ModelFolder replace(Path root, String name) throws IOException {
        Path target = folder.resolve(name);
        Path old = null;
        if (Files.exists(target)) {
            old = Files.createTempDirectory(folder, REPLACED);
            DurableFiles.rename(target, old.resolve(name), SET_ASIDE);
        }
        try {
            DurableFiles.rename(root, target, INSTALLED);
        } catch (IOException e) {
            if (old != null) {
                DurableFiles.rename(old.resolve(name), target, PUT_BACK);
            }
            throw e;
        }
        if (old != null) {
            delete(old);
        }
        return ModelFolder.read(name, target).orElseThrow(() -> new FileAlreadyExistsException(target.toString()));
    }

    /** Puts right what an installation left behind that was killed: the model that it was to replace, and unfinished copies. */
    void recover() {
        for (Path left : leftovers()) {
            try {
                if (left.getFileName().toString().startsWith(REPLACED)) {
                    putBack(left);
                }
                delete(left);
            } catch (IOException e) {
                LOG.error("a model that was being replaced lies in {} and cannot be put back", left, e);
            }
        }
    }

    private List<Path> leftovers() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(path -> {
                        String name = path.getFileName().toString();
                        return name.startsWith(INSTALLING) || name.startsWith(REPLACED);
                    })
                    .toList();
        } catch (IOException e) {
            LOG.warn("{} cannot be read", folder, e);
            return List.of();
        }
    }

    private void putBack(Path replaced) throws IOException {
        try (Stream<Path> models = Files.list(replaced)) {
            for (Path model : models.toList()) {
                Path target = folder.resolve(model.getFileName());
                if (!Files.exists(target)) {
                    DurableFiles.rename(model, target, PUT_BACK);
                    LOG.warn(
                            "model {} is put back: the installation that was to replace it did not end",
                            model.getFileName());
                }
            }
        }
    }

    private static void sync(Path root) throws IOException {
        List<Path> all;
        try (Stream<Path> files = Files.walk(root)) {
            all = files.toList();
        }
        for (Path file : all) {
            DurableFiles.sync(file);
        }
    }

    private static void delete(Path path) {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be removed", path, e);
        }
    }

    private static FailureException bad(String code, Object... args) {
        Message reason = VoskSpeech.TEXTS.message(code, args);
        return FailureException.badInput(reason);
    }
}

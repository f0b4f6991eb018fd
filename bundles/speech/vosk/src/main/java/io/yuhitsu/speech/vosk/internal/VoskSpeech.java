package io.yuhitsu.speech.vosk.internal;

import io.yuhitsu.api.CancelToken;
import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.FailureKind;
import io.yuhitsu.api.spi.SpeechModel;
import io.yuhitsu.api.spi.SpeechModels;
import io.yuhitsu.api.spi.Transcriber;
import io.yuhitsu.api.text.Message;
import io.yuhitsu.api.text.Texts;
import io.yuhitsu.api.transcript.Word;
import io.yuhitsu.children.ChildPool;
import io.yuhitsu.children.Children;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Speech recognition with Vosk: its models on disk, and the processes that have them loaded. */
@Component(
        service = {Transcriber.class, SpeechModels.class},
        configurationPid = VoskLimits.PID,
        property = Transcriber.ENGINE + "=" + ModelFolder.ENGINE)
@Designate(ocd = VoskSettings.class)
public final class VoskSpeech implements Transcriber, SpeechModels {
    static final Texts TEXTS = Texts.beside(VoskSpeech.class);

    private static final Logger LOG = LoggerFactory.getLogger(VoskSpeech.class);

    private final Children children;
    private final ModelFolders folders;
    private final ModelInstaller installer;
    private final AtomicReference<Recognisers> recognisers = new AtomicReference<>();

    @Activate
    public VoskSpeech(
            BundleContext context,
            VoskSettings settings,
            Map<String, Object> properties,
            @Reference Children children) {
        this(
                Path.of(context.getProperty("yuhitsu.home"), "models"),
                Path.of(context.getProperty("yuhitsu.data"), "models"),
                children,
                VoskLimits.usable(settings, properties, VoskLimits.defaults(), VoskSpeech::report));
    }

    /** @param shipped folder with models, only read @param own folder with models to which others are added */
    VoskSpeech(Path shipped, Path own, Children children, Recognisers.Limits limits) {
        this.children = children;
        folders = new ModelFolders(List.of(shipped, own));
        recognisers.set(new Recognisers(children, limits));
        installer = new ModelInstaller(own, model -> recognisers
                .get()
                .recognise(model, ByteBuffer.allocate(ModelInstaller.TRIAL_BYTES), CancelToken.none()));
        installer.recover();
        fit();
    }

    /** What runs under the settings before is broken off and tried again. */
    @Modified
    void changed(VoskSettings settings, Map<String, Object> properties) {
        Recognisers before = recognisers.get();
        Recognisers.Limits limits = VoskLimits.usable(settings, properties, before.limits(), VoskSpeech::report);
        if (!limits.equals(before.limits())) {
            recognisers.set(new Recognisers(children, limits));
            before.close();
            fit();
        }
    }

    private static void report(Message problem) {
        LOG.error("{} {}", problem.ja(), problem.en());
    }

    @Deactivate
    void close() {
        recognisers.get().close();
    }

    @Override
    public List<SpeechModel> models() {
        return folders.look().models().stream().map(ModelFolder::model).toList();
    }

    @Override
    public int capacity() {
        return recognisers.get().capacity();
    }

    @Override
    public List<Word> transcribe(ByteBuffer pcm, SpeechModel model, CancelToken cancel)
            throws FailureException, InterruptedException {
        ModelFolder folder = folders.look().models().stream()
                .filter(found -> found.model().name().equals(model.name()))
                .findFirst()
                .orElseThrow(() -> FailureException.busy(TEXTS.message("model-gone", model.name())));
        try {
            List<Word> words = recognisers.get().recognise(folder, pcm, cancel);
            fit();
            return words;
        } catch (FailureException e) {
            switch (e.reason().code()) {
                case ChildPool.UNUSABLE -> {
                    folders.markBroken(folder);
                    throw busy("model-unloadable", folder, e);
                }
                // Killed, for example because memory ran out. BUSY is tried again later, and no attempt of the job.
                case ChildPool.NOT_STARTED -> throw busy("recogniser-not-started", folder, e);
                default -> throw e;
            }
        }
    }

    private static FailureException busy(String code, ModelFolder folder, FailureException cause) {
        return new FailureException(
                FailureKind.BUSY, TEXTS.message(code, folder.path().getFileName()), cause);
    }

    @Override
    public Inventory inventory() {
        ModelFolders.Found found = folders.look();
        return new Inventory(found.models().stream().map(ModelFolder::model).toList(), found.problems());
    }

    @Override
    public SpeechModel install(Path source) throws FailureException, InterruptedException {
        SpeechModel installed = installer.install(source);
        fit();
        return installed;
    }

    /** Process ids of the recognisers that live now. */
    List<Long> pids() {
        return recognisers.get().pids();
    }

    private void fit() {
        Map<String, ModelFolder> best = new HashMap<>();
        folders.look()
                .models()
                .forEach(found -> best.putIfAbsent(found.model().language().getLanguage(), found));
        recognisers.get().fit(List.copyOf(best.values()));
    }
}

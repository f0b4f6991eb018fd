package io.yuhitsu.api.spi;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.text.Message;
import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** The models of one engine on disk. Thread-safe. */
@ConsumerType
public interface SpeechModels {
    /** What is in the models folders. */
    Inventory inventory();

    /** @param problems folders that hold no usable model: each names the folder and what helps */
    record Inventory(List<SpeechModel> models, List<Message> problems) {
        public Inventory {
            models = List.copyOf(models);
            problems = List.copyOf(problems);
        }
    }

    /**
     * Installs a model from a folder or an archive; usable without a restart when it returns. A failed installation leaves nothing behind.
     *
     * @throws FailureException BAD_INPUT: not a model of this engine, the reason names what is missing
     */
    SpeechModel install(Path source) throws FailureException, InterruptedException;
}

package io.yuhitsu.operations.shell.internal;

import io.yuhitsu.api.FailureException;
import io.yuhitsu.api.spi.SpeechModel;
import io.yuhitsu.api.spi.SpeechModels;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.FileCompleter;

@Service
@Command(
        scope = "minutes",
        name = "install-model",
        description = "Installs a speech model from a folder or an archive; usable without a restart")
public final class InstallModel implements Action {
    @Reference
    Session session;

    @Reference
    SpeechModels models;

    @Argument(name = "source", required = true, description = "Folder, .zip or .tar.gz")
    @Completion(FileCompleter.class)
    String source;

    @Option(name = "--json", description = "For programs")
    boolean json;

    @Override
    public Object execute() throws Exception {
        Screen screen = Screen.of(session);
        Path path = Place.of(session, source);
        if (!Files.isReadable(path)) {
            throw new CommandException(CommandException.USAGE, "no-file", path);
        }
        try {
            SpeechModel model = models.install(path);
            if (json) {
                Json.print(screen, Json.of(model));
            } else {
                screen.say(
                        "model-installed",
                        model.name(),
                        model.language().toLanguageTag(),
                        JobView.bytes(model.bytes()));
            }
            return null;
        } catch (FailureException e) {
            throw new CommandException(CommandException.FAILED, e.reason());
        }
    }
}

package io.yuhitsu.operations.shell.internal;

import io.yuhitsu.api.job.ProfileSettings;
import io.yuhitsu.api.spi.DeliveryChannel;
import io.yuhitsu.api.spi.MinutesRenderer;
import io.yuhitsu.api.spi.SpeechModel;
import io.yuhitsu.api.spi.Transcriber;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** What the settings of a profile can name: the plugins that are there now. Thread-safe. */
@Component(service = Choices.class)
public final class Choices {
    private final Map<MinutesRenderer, String> formats = new ConcurrentHashMap<>();
    private final Map<Transcriber, String> engines = new ConcurrentHashMap<>();
    private final Map<DeliveryChannel, String> channels = new ConcurrentHashMap<>();

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addRenderer(MinutesRenderer renderer, Map<String, ?> properties) {
        formats.put(renderer, String.valueOf(properties.get(MinutesRenderer.FORMAT)));
    }

    void removeRenderer(MinutesRenderer renderer) {
        formats.remove(renderer);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addTranscriber(Transcriber transcriber, Map<String, ?> properties) {
        engines.put(transcriber, String.valueOf(properties.get(Transcriber.ENGINE)));
    }

    void removeTranscriber(Transcriber transcriber) {
        engines.remove(transcriber);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addChannel(DeliveryChannel channel, Map<String, ?> properties) {
        channels.put(channel, String.valueOf(properties.get(DeliveryChannel.CHANNEL)));
    }

    void removeChannel(DeliveryChannel channel) {
        channels.remove(channel);
    }

    /** @throws CommandException when nothing in this server answers to that value; names what does */
    void check(String key, String value) throws CommandException {
        switch (key) {
            case "formats" -> allKnown(key, value, formats.values());
            case "targets" -> allKnown(key, value, channels.values());
            case "recogniser" -> known(key, value, engines.values());
            case "model" ->
                known(
                        key,
                        value,
                        Stream.concat(
                                        Stream.of(ProfileSettings.AUTO),
                                        engines.keySet().stream()
                                                .flatMap(engine -> engine.models().stream())
                                                .map(SpeechModel::name))
                                .toList());
            // There is one; plugins cannot bring others yet.
            case "template" ->
                known(
                        key,
                        value,
                        List.of(ProfileSettings.standard(ZoneOffset.UTC).template()));
            case "approval" -> {
                if (Boolean.parseBoolean(value)) {
                    // Nobody could approve: such jobs would wait without end.
                    throw new CommandException(CommandException.USAGE, "no-approval");
                }
            }
            default -> {
                // Free text, or checked by what it is made into.
            }
        }
    }

    /** Names with commas between them. */
    static List<String> list(String value) {
        return Arrays.stream(value.split(","))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    private static void allKnown(String key, String value, Collection<String> possible) throws CommandException {
        List<String> wanted = list(value);
        if (wanted.isEmpty()) {
            throw impossible(key, value, possible);
        }
        for (String each : wanted) {
            known(key, each, possible);
        }
    }

    private static void known(String key, String value, Collection<String> possible) throws CommandException {
        if (!possible.contains(value)) {
            throw impossible(key, value, possible);
        }
    }

    private static CommandException impossible(String key, String value, Collection<String> possible) {
        return new CommandException(
                CommandException.USAGE, "bad-choice", key, value, String.join(", ", new TreeSet<>(possible)));
    }
}

package io.yuhitsu.speech.vosk.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.text.Message;
import io.yuhitsu.children.Children;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VoskLimitsTest {
    private static final Recognisers.Limits BEFORE = new Recognisers.Limits(3, 2, 1000, Duration.ofMinutes(5), 7);

    private final List<Message> problems = new ArrayList<>();

    @TempDir
    Path temp;

    @Test
    void possibleSettingsComeIntoForce() {
        Recognisers.Limits limits = limits(Map.of("recognisers", 4, "memory_mb", 2000));
        assertThat(limits.most()).isEqualTo(4);
        assertThat(limits.memoryMb()).isEqualTo(2000);
        assertThat(limits.idle()).isEqualTo(Duration.ofMinutes(10));
        assertThat(problems).isEmpty();
    }

    @Test
    void oneProblemNamesKeyValueAndRangeAndLeavesTheLimitsBeforeInForce() {
        assertThat(limits(Map.of("recognisers", 9999))).isSameAs(BEFORE);
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.en()).contains("io.yuhitsu.speech.vosk.cfg", "recognisers=9999", "0 to 256");
            assertThat(problem.ja()).contains("io.yuhitsu.speech.vosk.cfg", "recognisers=9999", "0 から 256");
        });
    }

    @Test
    void aValueThatIsNoNumberIsNamedAsItWasWritten() {
        assertThat(limits(Map.of("idle_minutes", "soon"))).isSameAs(BEFORE);
        assertThat(problems).singleElement().satisfies(problem -> assertThat(problem.en())
                .contains("idle.minutes=soon", "1 to 10000"));
    }

    @Test
    void impossibleSettingsAtTheStartLeaveTheDefaults() {
        assertThat(VoskLimits.usable(
                        settings(Map.of("recycle_segments", 0)), Map.of(), VoskLimits.defaults(), problems::add))
                .isEqualTo(VoskLimits.defaults());
        assertThat(problems).hasSize(1);
    }

    @Test
    void recognitionGoesOnWhenTheSettingsBecomeImpossible() {
        VoskSpeech vosk =
                new VoskSpeech(Fixtures.MODELS, temp.resolve("own"), Children.below(temp.resolve("run")), BEFORE);
        try {
            vosk.changed(settings(Map.of("recognisers", 9999)), Map.of());
            assertThat(vosk.capacity()).isEqualTo(3);
            assertThat(vosk.models()).hasSize(2);
            vosk.changed(settings(Map.of("recognisers", 5)), Map.of());
            assertThat(vosk.capacity()).isEqualTo(5);
        } finally {
            vosk.close();
        }
    }

    private Recognisers.Limits limits(Map<String, Object> given) {
        return VoskLimits.usable(settings(given), Map.of("idle.minutes", "soon"), BEFORE, problems::add);
    }

    /** As the framework makes them: what is not given is at its default, what is no number fails when it is asked for. */
    private static VoskSettings settings(Map<String, Object> given) {
        return (VoskSettings) Proxy.newProxyInstance(
                VoskSettings.class.getClassLoader(),
                new Class<?>[] {VoskSettings.class},
                (proxy, method, arguments) -> {
                    Object value = given.getOrDefault(method.getName(), method.getDefaultValue());
                    if (value instanceof String text) {
                        throw new IllegalStateException("no number: " + text);
                    }
                    return value;
                });
    }
}

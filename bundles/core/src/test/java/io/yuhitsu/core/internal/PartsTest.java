package io.yuhitsu.core.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.yuhitsu.api.job.Stage;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PartsTest {
    private static final CoreSettings SETTINGS = Machine.settings();

    @Test
    void theShippedFileShowsEveryKeyAtItsDefault() throws Exception {
        Map<String, String> shown = new TreeMap<>();
        Matcher line = Pattern.compile("(?m)^#([a-zA-Z]+)=(.*)$")
                .matcher(Files.readString(Path.of("src/main/etc/io.yuhitsu.core.cfg")));
        while (line.find()) {
            shown.put(line.group(1), line.group(2));
        }
        Map<String, String> keys = new TreeMap<>();
        for (Method key : CoreConfig.class.getDeclaredMethods()) {
            keys.put(key.getName(), key.getDefaultValue().toString());
        }
        assertThat(shown).isEqualTo(keys);
    }

    @Test
    void theDefaultsAreValid() {
        assertThat(CoreSettings.of(config(Map.of())).lease()).isEqualTo(Duration.ofSeconds(60));
        assertThat(CoreSettings.of(config(Map.of())).recordingLimit()).isEqualTo(8L << 30);
    }

    @Test
    void aBadValueNamesItsKeyAndLeavesTheOldSettingsInForce() {
        assertThatThrownBy(() -> new LiveSettings(config(Map.of("leaseSeconds", 1))))
                .hasMessageContaining("leaseSeconds");
        assertThatThrownBy(() -> CoreSettings.of(config(Map.of("timeZone", "Tokyo"))))
                .hasMessageContaining("timeZone");
        LiveSettings live = new LiveSettings(config(Map.of("internalTries", 3)));
        live.changed(config(Map.of("internalTries", 0)));
        assertThat(live.get().internalTries()).isEqualTo(3);
        live.changed(config(Map.of("internalTries", 4)));
        assertThat(live.get().internalTries()).isEqualTo(4);
    }

    private static CoreConfig config(Map<String, Object> values) {
        return (CoreConfig) Proxy.newProxyInstance(
                CoreConfig.class.getClassLoader(),
                new Class<?>[] {CoreConfig.class},
                (proxy, method, args) -> values.getOrDefault(method.getName(), method.getDefaultValue()));
    }

    @Test
    void backoffDoublesUpToItsLimit() {
        Backoff backoff = new Backoff(() -> 0.5);
        assertThat(backoff.delay(SETTINGS, 0, null)).isEqualTo(Duration.ofSeconds(5));
        assertThat(backoff.delay(SETTINGS, 3, null)).isEqualTo(Duration.ofSeconds(40));
        assertThat(backoff.delay(SETTINGS, 1000, null)).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void backoffIsNeverShorterThanAskedAndNeverInStep() {
        assertThat(new Backoff(() -> 0).delay(SETTINGS, 0, Duration.ofMinutes(2)))
                .isEqualTo(Duration.ofMinutes(2));
        assertThat(new Backoff(() -> 1).delay(SETTINGS, 0, Duration.ofMinutes(2)))
                .isGreaterThan(Duration.ofMinutes(2));
        assertThat(new Backoff(() -> 0).delay(SETTINGS, 0, Duration.ofDays(999)))
                .isEqualTo(Duration.ofDays(1));
        assertThat(new Backoff(() -> 0).delay(SETTINGS, 0, null))
                .isNotEqualTo(new Backoff(() -> 1).delay(SETTINGS, 0, null));
    }

    @Test
    void aBellThatRangBeforeTheWaitIsHeard() throws Exception {
        Bell bell = new Bell();
        long heard = bell.heard();
        bell.ring();
        assertThat(bell.await(heard, Duration.ofHours(1))).isTrue();
        assertThat(bell.await(bell.heard(), Duration.ofMillis(1))).isFalse();
    }

    @Test
    void theHighestRankingServiceWinsThenTheOldest() {
        Ranked<String> services = new Ranked<>("name");
        services.add("young", Map.of("name", "x", "service.id", 7L));
        services.add("old", Map.of("name", "x", "service.id", 3L));
        assertThat(services.find("x")).contains("old");
        String high = "high";
        services.add(high, Map.of("name", "x", "service.id", 9L, "service.ranking", 1));
        assertThat(services.find("x")).contains("high");
        services.remove(high);
        assertThat(services.find("x")).contains("old");
        assertThat(services.add("nameless", Map.of())).isFalse();
        assertThat(services.names()).containsExactly("x");
    }

    @Test
    void aTripReachesWhatWasClaimedBeforeIt() {
        Leases<String> leases = new Leases<>();
        leases.claim(() -> Optional.of("a"), x -> x);
        leases.claim(() -> Optional.of("b"), x -> x);
        leases.trip("a"::equals);
        assertThat(leases.token("a").isTripped()).isTrue();
        assertThat(leases.token("b").isTripped()).isFalse();
        assertThat(leases.token("never held").isTripped()).isTrue();
    }

    @Test
    void closedLeasesClaimNothing() {
        Leases<String> leases = new Leases<>();
        leases.claim(() -> Optional.of("a"), x -> x);
        assertThat(leases.close(Duration.ZERO)).containsExactly("a");
        AtomicInteger asked = new AtomicInteger();
        assertThat(leases.claim(() -> Optional.of("b" + asked.incrementAndGet()), x -> x))
                .isEmpty();
        assertThat(asked).hasValue(0);
    }

    @Test
    void aLoopGoesOnAfterAnError() throws Exception {
        CountDownLatch runs = new CountDownLatch(2);
        CountDownLatch closing = new CountDownLatch(1);
        Loop loop = new Loop(
                "test",
                closed -> {
                    runs.countDown();
                    if (runs.getCount() > 0) {
                        throw new NoClassDefFoundError("test");
                    }
                    closing.await();
                },
                closing::countDown);
        loop.start();
        assertThat(runs.await(20, TimeUnit.SECONDS)).isTrue();
        loop.close();
    }

    @Test
    void anActionThatFailsAtATripDoesNotKeepTheOthersFromTheirs() {
        Leases<String> leases = new Leases<>();
        leases.claim(() -> Optional.of("a"), x -> x);
        leases.claim(() -> Optional.of("b"), x -> x);
        leases.token("a").onTrip(() -> {
            throw new IllegalStateException("test");
        });
        leases.renew(held -> Set.of("a", "b"));
        assertThat(leases.token("b").isTripped()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"internal", "internal/intake"})
    void everyTextIsSaidSomewhereAndEverythingThatIsSaidHasAText(String folder) throws Exception {
        Set<String> said = new TreeSet<>();
        try (Stream<Path> sources = Files.list(Path.of("src/main/java/io/yuhitsu/core", folder))) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                Matcher quoted = Pattern.compile("\"([a-z]+(?:-[a-z]+)*)\"").matcher(Files.readString(source));
                quoted.results().forEach(q -> said.add(q.group(1)));
            }
        }
        if (folder.equals("internal")) {
            Stream.of(Stage.values()).forEach(stage -> said.add("stage." + stage.verb()));
        } else {
            Stream.of(Room.Place.values())
                    .forEach(place -> said.add("place." + place.name().toLowerCase(Locale.ROOT)));
        }
        Properties texts = new Properties();
        try (var in =
                Files.newBufferedReader(Path.of("src/main/resources/io/yuhitsu/core", folder, "texts_ja.properties"))) {
            texts.load(in);
        }
        assertThat(said).containsAll(texts.stringPropertyNames());
        said.removeIf(code -> !code.contains("-") || code.startsWith("yuhitsu-"));
        assertThat(texts.stringPropertyNames()).containsAll(said);
    }

    @ParameterizedTest
    @CsvSource({"ja,ja", "JA,ja", "ja_JP,ja-JP", "en-us,en-US", "auto,auto", "日本語,ja", "English,en", "zh-Hans,zh-Hans"})
    void languagesAreReadAsPeopleWriteThem(String written, String tag) {
        assertThat(Languages.parse(written)).contains(tag);
    }

    @ParameterizedTest
    @CsvSource({"関西弁", "x", "123", "ja JP", "''"})
    void whatIsNoLanguageIsNotTaken(String written) {
        assertThat(Languages.parse(written)).isEmpty();
    }

    @Test
    void faultsAreForgottenWhenSomebodyAsksAgain() {
        Faults<String> faults = new Faults<>();
        assertThat(Arrays.asList(faults.add("a", 0), faults.add("a", 1), faults.add("a", 2), faults.add("a", 0)))
                .containsExactly(1, 2, 3, 1);
    }
}

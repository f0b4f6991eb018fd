package io.yuhitsu.speech.vosk.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.yuhitsu.api.spi.SpeechModel;
import io.yuhitsu.api.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelFoldersTest {
    @TempDir
    Path temp;

    private Path own;
    private ModelFolders folders;

    @BeforeEach
    void set() throws IOException {
        own = Files.createDirectories(temp.resolve("own"));
        folders = new ModelFolders(List.of(temp.resolve("shipped"), own));
    }

    @Test
    void missingModelsFolderIsAnEmptyOne() {
        assertThat(folders.look().models()).isEmpty();
        assertThat(folders.look().problems()).isEmpty();
    }

    @Test
    void realModelComesBeforeADemoModelAndABigOneBeforeASmallOne() throws IOException {
        model(temp.resolve("shipped/vosk-model-demo-ja"), 90_000, "language=ja\ndemo=true\n");
        model(own.resolve("vosk-model-small-ja-0.22"), 10, null);
        model(own.resolve("vosk-model-ja-0.22"), 1000, null);
        assertThat(names()).containsExactly("vosk-model-ja-0.22", "vosk-model-small-ja-0.22", "vosk-model-demo-ja");
    }

    @Test
    void languageIsReadOffTheNamesOfPublicModels() {
        assertThat(Language.of("vosk-model-small-ja-0.22")).contains(Locale.JAPANESE);
        assertThat(Language.of("vosk-model-ja-0.22")).contains(Locale.JAPANESE);
        assertThat(Language.of("vosk-model-small-en-us-0.15")).contains(Locale.US);
        assertThat(Language.of("vosk-model-en-us-0.22-lgraph")).contains(Locale.US);
        assertThat(Language.of("vosk-model-en-in-0.5")).contains(new Locale("en", "IN"));
        assertThat(Language.of("vosk-model-small-cn-0.22")).contains(Locale.CHINESE);
        assertThat(Language.of("vosk-model-small-de-zamia-0.3")).contains(Locale.GERMAN);
        assertThat(Language.of("vosk-model-small-ko-0.22")).contains(Locale.KOREAN);
        assertThat(Language.of("vosk-model-vn-0.4")).contains(Locale.forLanguageTag("vi"));
        assertThat(Language.of("vosk-model-tl-ph-generic-0.6")).contains(new Locale("tl", "PH"));
        assertThat(Language.of("mymodel")).isEmpty();
    }

    @Test
    void newModelIsSeenAtOnceAndARemovedOneIsGone() throws IOException {
        assertThat(names()).isEmpty();
        Path model = model(own.resolve("vosk-model-ja-1"), 1, null);
        assertThat(names()).containsExactly("vosk-model-ja-1");
        Files.delete(model.resolve("am/final.mdl"));
        assertThat(names()).isEmpty();
        assertThat(problem().en()).contains(model.toString(), "am/final.mdl", "./yuhitsu model install");
    }

    @Test
    void halfCopiedModelIsNamedWithWhatIsMissing() throws IOException {
        Path model = model(own.resolve("vosk-model-ja-1"), 1, null);
        Files.delete(model.resolve("graph/Gr.fst"));
        Files.write(model.resolve("conf/mfcc.conf"), new byte[0]);
        assertThat(problem().code()).isEqualTo("model-incomplete");
        assertThat(problem().ja()).contains("conf/mfcc.conf, graph/Gr.fst", "./yuhitsu model install");
    }

    @Test
    void folderWithoutAModelIsNamed() throws IOException {
        Files.createDirectories(own.resolve("memo"));
        assertThat(problem().code()).isEqualTo("model-none");
        assertThat(problem().en()).contains(own.resolve("memo").toString());
    }

    @Test
    void modelOfUnknownLanguageAsksForIt() throws IOException {
        model(own.resolve("mymodel"), 1, null);
        assertThat(problem().code()).isEqualTo("model-language");
        Files.writeString(own.resolve("mymodel/" + ModelFolder.METADATA), "language=en-GB\n");
        assertThat(folders.look().models().get(0).model().language()).isEqualTo(Locale.UK);
    }

    @Test
    void oldFlatLayoutIsAModelToo() throws IOException {
        Path model = Files.createDirectories(own.resolve("vosk-model-small-en-us-0.3"));
        for (String file : List.of("final.mdl", "mfcc.conf", "HCLG.fst", "word_boundary.int")) {
            Files.writeString(model.resolve(file), "x");
        }
        assertThat(names()).containsExactly("vosk-model-small-en-us-0.3");
    }

    @Test
    void modelOneFolderDeeperIsFound() throws IOException {
        model(own.resolve("vosk-model-ja-1/vosk-model-ja-1"), 1, null);
        assertThat(names()).containsExactly("vosk-model-ja-1");
    }

    @Test
    void modelBeingInstalledIsNotSeen() throws IOException {
        model(own.resolve(".installing-1/vosk-model-ja-1"), 1, null);
        assertThat(names()).isEmpty();
        assertThat(folders.look().problems()).isEmpty();
    }

    @Test
    void brokenModelIsUsedAgainWhenItsFilesChange() throws IOException {
        Path model = model(own.resolve("vosk-model-ja-1"), 1, null);
        folders.markBroken(folders.look().models().get(0));
        assertThat(problem().code()).isEqualTo("model-unloadable");
        Files.writeString(model.resolve("am/final.mdl"), "another");
        assertThat(names()).containsExactly("vosk-model-ja-1");
    }

    private List<String> names() {
        return folders.look().models().stream()
                .map(ModelFolder::model)
                .map(SpeechModel::name)
                .toList();
    }

    private Message problem() {
        assertThat(folders.look().problems()).hasSize(1);
        return folders.look().problems().get(0);
    }

    private static Path model(Path folder, int size, String metadata) throws IOException {
        for (String file :
                List.of("am/final.mdl", "conf/model.conf", "conf/mfcc.conf", "graph/HCLr.fst", "graph/Gr.fst")) {
            Files.createDirectories(folder.resolve(file).getParent());
            Files.write(folder.resolve(file), new byte[size]);
        }
        if (metadata != null) {
            Files.writeString(folder.resolve(ModelFolder.METADATA), metadata);
        }
        return folder;
    }
}

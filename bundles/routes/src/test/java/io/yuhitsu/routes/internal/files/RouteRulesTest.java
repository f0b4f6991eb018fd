package io.yuhitsu.routes.internal.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.yuhitsu.api.text.Message;
import io.yuhitsu.routes.RouteFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What route files may and may not do. */
class RouteRulesTest {
    private static final String NAME = "a.camel.yaml";

    @TempDir
    Path data;

    private Server server;

    @BeforeEach
    void prepare() throws IOException {
        server = new Server(data);
        server.components.add("exec", "org.example.plugin", TestComponents.Entry::new);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static String steps(String steps) {
        return "- route:\n    id: r\n    from:\n      uri: direct:in\n      steps:\n        - " + steps + "\n";
    }

    private Message refusal(String text) throws IOException {
        server.write(NAME, text);
        server.start();
        return server.awaitState(NAME, RouteFile.State.BROKEN).message();
    }

    /** SnakeYAML's buffer takes 1,025 characters; it failed on a pair that its end cuts through. */
    @Test
    void anEmojiMayStandAnywhereInAFile() throws IOException {
        for (int before = 0; before < 4; before++) {
            String start = steps("log: x").replace("log: x", "log: \"");
            String filled = start + "あ".repeat(1_022 + before - start.length());
            server.write(before + NAME, filled + "\uD83D\uDE00\"\n");
        }
        server.start();
        for (int before = 0; before < 4; before++) {
            server.awaitState(before + NAME, RouteFile.State.RUNNING);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "bean: { beanType: java.lang.Runtime } | code-refused | bean",
                "process: { ref: x } | code-refused | process",
                "script: { groovy: x } | code-refused | script",
                "setBody: { groovy: x } | code-refused | groovy",
                "setBody: { method: { ref: x } } | code-refused | method",
                "setBody: { mvel: x } | code-refused | mvel",
                "transform: { java: x } | code-refused | java",
                "setBody: { simple: \"${bean:x}\" } | text-refused | bean",
                "setBody: { simple: \"${camelContext.stop}\" } | text-refused | camelContext",
                "setBody: { simple: \"${exchange.context.stop}\" } | text-refused | exchange",
                "setBody: { simple: \"${body.getClass.forName('x')}\" } | text-refused | getClass",
                "setBody: { simple: \"${sysenv.HOME}\" } | text-refused | sysenv",
                "setBody: { simple: \"${type:java.lang.Runtime}\" } | text-refused | type",
                "to: \"log:x?exchangeFormatter=#class:java.lang.Object\" | text-refused | #class",
                "log: \"{{env:HOME}}\" | environment-refused | env",
                "log: \"{{sys:user.home}}\" | environment-refused | sys",
                "log: \"{{secret:x}}\" | secret-refused | secret",
                "pollEnrich: { simple: \"file:x\" } | side-door-refused | pollEnrich",
                "to: \"bean:x\" | scheme-refused | bean",
                "to: \"class:java.lang.Runtime\" | scheme-refused | class",
                "to: \"language:simple:x\" | scheme-refused | language",
                "to: \"exec:x\" | scheme-refused | exec",
                "to: \"minutes:deliver\" | unknown-verb | minutes:deliver",
                "to: \"file:/etc\" | folder-refused | /etc",
                "setBody: { xpath: \"/a\" } | language-refused | xpath",
                "log: { } nonsense | not-yaml | ``",
            })
    void whatRunsCodeOrReachesOutIsRefusedByName(String step, String code, String named) throws IOException {
        Message message = refusal(steps(step));
        assertThat(message.code()).isEqualTo(code);
        assertThat(message.en()).contains(named);
        assertThat(message.ja()).contains(named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "- beans: [ { name: x, type: java.lang.Object } ] | code-refused | beans",
                "- errorHandler: { noErrorHandler: {} } | policy-refused | errorHandler",
                "- rest: { path: /x } | top-refused | rest",
                "- route-configuration: { id: x } | top-refused | route-configuration",
                "x: y | not-a-list | YAML",
                "[] | not-a-list | YAML",
            })
    void whatMayNotStandAtTheTopIsRefusedByName(String text, String code, String named) throws IOException {
        Message message = refusal(text);
        assertThat(message.code()).isEqualTo(code);
        assertThat(message.en()).contains(named);
    }

    @Test
    void aStepBelowTheJobsOfAnotherStageIsRefusedBeforeItRuns() throws IOException {
        Message message = refusal(
                "- from: { uri: \"minutes:jobs?stage=render\", steps: [ { choice: { when: [ { simple: \"${header.x}\","
                        + " steps: [ { to: \"minutes:transcribe\" } ] } ] } } ] }\n");
        assertThat(message.code()).isEqualTo("step-mismatch");
    }

    @Test
    void aStepBelowAnEntryIsRefusedBeforeItRuns() throws IOException {
        Message message = refusal("- from: { uri: \"timer:x\", steps: [ { to: \"minutes:render\" } ] }\n");
        assertThat(message.code()).isEqualTo("step-misplaced");
    }

    @Test
    void aSchemeThatAMessageNamesIsRefusedToo() throws Exception {
        TestComponents.Entry mail = new TestComponents.Entry();
        server.components.add("mailbox", "io.yuhitsu.intake.mail", () -> mail);
        server.write(NAME, "- from: { uri: \"mailbox:a\", steps: [ { toD: { uri: \"${header.where}\" } } ] }\n");
        server.start();
        server.awaitState(NAME, RouteFile.State.RUNNING);
        for (String where : new String[] {"exec:x", "bean:x", "file:/etc?fileName=x"}) {
            Exchange done = mail.send("a", "x", Map.of("where", where));
            assertThat(done.getException()).as(where).isNotNull();
        }
        assertThat(mail.send("a", "x", Map.of("where", "log:x")).getException()).isNull();
    }

    private static Map<String, Object> hostile() {
        Map<String, Object> headers = new HashMap<>();
        for (String name : new String[] {
            "CamelFileName",
            "camelfilename",
            "CAMELEXECCOMMANDEXECUTABLE",
            "org.apache.camel.x",
            "mail.smtp.host",
            "Mail.smtps.host",
            "MinutesJobId",
            "minutestenant",
            "MINUTESReceipt",
            "operationName",
            "breadcrumbId"
        }) {
            headers.put(name, "evil");
        }
        return headers;
    }

    @Test
    void hostileHeadersDoNotPassAnEntry() throws Exception {
        TestComponents.Entry mail = new TestComponents.Entry();
        server.components.add("imap2", "io.yuhitsu.routesfriend", () -> mail);
        server.write(NAME, "- from: { uri: \"imap2:a\", steps: [ { log: \"x\" } ] }\n");
        server.start();
        server.awaitState(NAME, RouteFile.State.RUNNING);
        Map<String, Object> headers = hostile();
        headers.put("MinutesFileName", "evil");
        headers.put("Subject", "kept");
        Exchange done = mail.send("a", "x", headers);
        assertThat(done.getMessage().getHeaders()).containsOnlyKeys("Subject");
    }

    @Test
    void anIntakeOfOursMayNameTheFieldsOfARecordingAndNoOthers() throws Exception {
        TestComponents.Entry inbox = new TestComponents.Entry();
        server.components.add("inbox", "io.yuhitsu.intake.folder", () -> inbox);
        server.write(NAME, "- from: { uri: \"inbox:a\", steps: [ { to: \"minutes:intake?tenant=default\" } ] }\n");
        server.start();
        server.awaitState(NAME, RouteFile.State.RUNNING);
        Map<String, Object> headers = hostile();
        headers.put("MinutesFileName", "a.wav");
        headers.put("MinutesProfile", "weekly");
        Exchange done = inbox.send("a", new ByteArrayInputStream("a".getBytes(StandardCharsets.UTF_8)), headers);
        assertThat(done.getException()).isNull();
        assertThat(server.intake.requests().get(0).profile().value()).isEqualTo("weekly");
        assertThat(done.getMessage().getHeaders())
                .containsOnlyKeys("MinutesFileName", "MinutesProfile", "MinutesJobId", "MinutesDuplicate");
        assertThat(done.getMessage().getHeader("MinutesJobId", String.class)).startsWith("j");
    }

    @Test
    void valuesComeFromTheConfigurationAndAChangeTakesEffectInTheFilesThatUseThem() throws Exception {
        server.settings.put("receipt", "one");
        server.settings.put("file.roots", "${yuhitsu.data}");
        String text = "- from: { uri: \"minutes:deliveries?channel={{name}}\", steps: [ { log: \"x\" } ] }\n";
        server.write(NAME, text.replace("{{name}}", "{{channel:dms}}"));
        server.write("b.camel.yaml", text.replace("{{name}}", "fixed"));
        server.start();
        await().until(() -> server.channels.find("dms").isPresent());
        await().until(() -> server.channels.find("fixed").isPresent());
        Object untouched = server.channels.find("fixed").orElseThrow();
        server.folder().configure(Map.of("channel", "other"));
        await().until(() -> server.channels.find("other").isPresent()
                && server.channels.find("dms").isEmpty());
        assertThat(server.channels.find("fixed")).containsSame((io.yuhitsu.api.spi.DeliveryChannel) untouched);
    }

    @Test
    void aValueThatDoesNotWorkLeavesTheOldOneInForceAlsoAfterARestart() throws Exception {
        server.settings.put("stage", "render");
        server.write(
                NAME,
                "- route: { id: r, from: { uri: \"minutes:jobs?stage={{stage}}\", steps: [ { to: \"minutes:render\" } ] } }\n");
        server.start();
        server.awaitState(NAME, RouteFile.State.RUNNING);
        server.folder().configure(Map.of("stage", "nonsense"));
        server.awaitMessage(NAME, "bad-option");
        assertThat(server.file(NAME).state()).isEqualTo(RouteFile.State.STALE);
        assertThat(server.file(NAME).routes()).containsExactly("r");
        server.close();
        server.settings.put("stage", "nonsense");
        server.start();
        assertThat(server.awaitState(NAME, RouteFile.State.STALE).routes()).containsExactly("r");
        server.folder().configure(Map.of("stage", "render"));
        server.awaitState(NAME, RouteFile.State.RUNNING);
    }

    @Test
    void aSecretIsReadFromItsFileAndMaskedInEveryMessage() throws Exception {
        server.secret("dms", "hunter2 & more\n", "rw-------");
        server.settings.put("password", "$[secret:dms]");
        Message message = refusal(
                "- from: { uri: \"minutes:deliveries?channel=x&password=RAW({{password}})\", steps: [ { log: \"x\" } ] }\n");
        assertThat(message.code()).isEqualTo("unknown-option");
        assertThat(message.en()).doesNotContain("hunter2");
        server.write(NAME, "- from: { uri: \"minutes:jobs?stage=RAW({{password}})\", steps: [ { log: \"x\" } ] }\n");
        RouteFile file = server.awaitMessage(NAME, "bad-option");
        assertThat(file.message().en()).doesNotContain("hunter2").contains("******");
        assertThat(file.message().ja()).doesNotContain("hunter2").contains("******");
    }

    @Test
    void aSecretThatChangedIsReadWhenTheFileIsSavedAgain() throws Exception {
        String text =
                "- from: { uri: \"minutes:deliveries\", parameters: { channel: \"{{secret:dms}}\" }, steps: [ { log: x } ] }\n";
        server.secret("dms", "one", "rw-------");
        server.write(NAME, text);
        server.start();
        await().until(() -> server.channels.find("one").isPresent());
        server.secret("dms", "two", "rw-------");
        server.write(NAME, text);
        await().until(() -> server.channels.find("two").isPresent());
    }

    @Test
    void theLastGoodVersionHoldsReferencesToSecretsNotTheSecrets() throws Exception {
        server.secret("dms", "hunter2", "rw-------");
        server.settings.put("password", "$[secret:dms]");
        server.write(
                NAME, "- from: { uri: \"minutes:deliveries?channel=RAW({{password}})\", steps: [ { log: \"x\" } ] }\n");
        server.start();
        server.awaitState(NAME, RouteFile.State.RUNNING);
        assertThat(Files.readString(data.resolve("run/routes").resolve(NAME + ".good")))
                .doesNotContain("hunter2")
                .contains("secret");
    }

    @ParameterizedTest
    @CsvSource({"rw-r-----, secret-open", "rw----r--, secret-open"})
    void aSecretThatOthersMayReadIsRefused(String permissions, String code) throws IOException {
        server.secret("dms", "hunter2", permissions);
        assertThat(refusal(
                                "- from: { uri: \"minutes:deliveries?channel={{secret:dms}}\", steps: [ { log: \"x\" } ] }\n")
                        .code())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"none, secret-missing", "../x, secret-name"})
    void aSecretThatIsNotThereIsSaid(String name, String code) throws IOException {
        assertThat(refusal("- from: { uri: \"minutes:deliveries?channel={{secret:%s}}\", steps: [ { log: \"x\" } ] }\n"
                                .formatted(name))
                        .code())
                .isEqualTo(code);
    }

    @Test
    void fileWorksBelowItsRootsAndKeepsItsOwnHeaders() throws Exception {
        Files.createDirectories(data.resolve("drop"));
        Files.writeString(data.resolve("drop/a.wav"), "a");
        server.write(
                NAME,
                "- from: { uri: \"file:%s?initialDelay=0&delay=50\", steps: [ { setHeader: { name: MinutesFileName, simple: \"${file:name}\" } }, { to: \"minutes:intake?tenant=default\" } ] }\n"
                        .formatted(data.resolve("drop")));
        server.start();
        await().until(() -> server.intake.requests().size() == 1);
        assertThat(server.intake.requests().get(0).fileName()).isEqualTo("a.wav");
    }

    @ParameterizedTest
    @CsvSource({
        "move=/etc/x, path-refused",
        "moveFailed=../../x, path-refused",
        "localWorkDirectory=/x, path-refused",
        "jailStartingDirectory=false, jail-refused"
    })
    void fileDoesNotLeaveItsRootsByAnOption(String option, String code) throws IOException {
        Message message =
                refusal("- from: { uri: \"file:%s?%s\", steps: [ { log: \"x\" } ] }\n".formatted(data, option));
        assertThat(message.code()).isEqualTo(code);
    }
}

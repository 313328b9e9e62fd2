package io.celesteos.stack.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.celesteos.contracts.embedding.FetchedModel;
import io.celesteos.contracts.embedding.KnownModel;
import io.celesteos.contracts.embedding.KnownModelFile;
import io.celesteos.contracts.web.JsonStrictness;
import io.celesteos.stack.terminal.Terminal;
import io.celesteos.stack.terminal.UserError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a real server that breaks off, lies and redirects. */
class ModelFetchTests {

    private static final String REPOSITORY = "org/tiny";
    private static final String REVISION = "0123456789012345678901234567890123456789";
    private static final byte[] CONFIG = "{\"model_type\": \"bert\"}".getBytes(StandardCharsets.UTF_8);
    private static final byte[] WEIGHTS = new byte[300_000];

    static {
        new Random(7).nextBytes(WEIGHTS);
    }

    @TempDir
    private Path folder;

    private HubServer hub;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeEach
    void serve() throws IOException {
        hub = new HubServer();
        hub.put(REPOSITORY + "/resolve/" + REVISION + "/config.json", CONFIG);
        hub.put(REPOSITORY + "/resolve/" + REVISION + "/onnx/model.onnx", WEIGHTS);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of()
                    .formatHex(
                            java.security.MessageDigest.getInstance("SHA-256").digest(content));
        } catch (java.security.NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static KnownModel model(String weightsSha256) {
        return new KnownModel(
                "tiny",
                List.of("t"),
                "embedding",
                "fp32",
                4,
                8,
                "cls",
                "",
                "",
                "MIT",
                false,
                List.of(
                        new KnownModelFile(
                                "config.json", REPOSITORY, REVISION, "config.json", CONFIG.length, sha256(CONFIG)),
                        new KnownModelFile(
                                "onnx/model.onnx",
                                REPOSITORY,
                                REVISION,
                                "onnx/model.onnx",
                                WEIGHTS.length,
                                weightsSha256)));
    }

    private static final KnownModel TINY = model(sha256(WEIGHTS));

    private boolean fetch(KnownModel model, String mirror, boolean trust) {
        ModelMirror from = ModelMirror.of(mirror);
        var terminal = new Terminal(new PrintStream(printed, true, StandardCharsets.UTF_8), false, false);
        FetchSource source = from.local()
                ? new FolderSource(from)
                : new HttpSource(from, folder, Duration.ofSeconds(5), Duration.ofSeconds(20));
        return new ModelFetch(folder, source, terminal, trust).fetch(model);
    }

    private boolean fetch() {
        return fetch(TINY, hub.address(), false);
    }

    private Path weights() {
        return folder.resolve("tiny/onnx/model.onnx");
    }

    private Path part() {
        return folder.resolve(".fetch-tiny/onnx/model.onnx.part");
    }

    @Test
    void bringsEveryFileAndRemembersItsChecksum() throws IOException {
        assertThat(fetch()).isTrue();

        assertThat(weights()).hasBinaryContent(WEIGHTS);
        assertThat(folder.resolve("tiny/config.json")).hasBinaryContent(CONFIG);
        FetchedModel record = JsonStrictness.mapper()
                .readValue(Files.readAllBytes(folder.resolve("tiny/" + FetchedModel.FILE_NAME)), FetchedModel.class);
        assertThat(record.sha256()).containsEntry("onnx/model.onnx", sha256(WEIGHTS));
        assertThat(record.trustedOnFirstUse()).isEmpty();
        assertThat(folder.resolve(".fetch-tiny")).doesNotExist();
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("tiny (MB)");
    }

    @Test
    void whatIsThereIsNotFetchedAgain() {
        fetch();
        hub.requests().clear();

        assertThat(fetch()).isFalse();
        assertThat(hub.requests()).isEmpty();
    }

    @Test
    void aDamagedFileAloneIsFetchedAgain() throws IOException {
        fetch();
        Files.writeString(weights(), "damaged");
        hub.requests().clear();

        assertThat(fetch()).isTrue();

        assertThat(weights()).hasBinaryContent(WEIGHTS);
        assertThat(hub.requests()).singleElement().asString().contains("model.onnx");
    }

    @Test
    void aConnectionThatBreaksIsTakenUpWhereItEnded() {
        hub.breakAfter = 100_000;

        assertThat(fetch()).isTrue();

        assertThat(weights()).hasBinaryContent(WEIGHTS);
        assertThat(hub.requests().stream().filter(request -> request.contains("bytes=")))
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(request -> request.contains("model.onnx"));
    }

    @Test
    void anotherRunGoesOnWhereTheLastWasInterrupted() throws IOException {
        Files.createDirectories(part().getParent());
        Files.write(part(), java.util.Arrays.copyOf(WEIGHTS, 123_456));
        Files.writeString(part().resolveSibling("model.onnx.part.etag"), hub.etag);

        fetch();

        assertThat(weights()).hasBinaryContent(WEIGHTS);
        assertThat(hub.requests()).anyMatch(request -> request.endsWith("bytes=123456-"));
    }

    @Test
    void aFileThatChangedMeanwhileIsBegunAnew() throws IOException {
        Files.createDirectories(part().getParent());
        Files.write(part(), new byte[1_000]);
        Files.writeString(part().resolveSibling("model.onnx.part.etag"), "\"v0\"");

        fetch();

        assertThat(weights()).hasBinaryContent(WEIGHTS);
    }

    @Test
    void aServerWithoutRangesIsAskedForTheWholeAgain() {
        hub.ranges = false;
        hub.breakAfter = 100_000;

        assertThatThrownBy(this::fetch).isInstanceOf(UserError.class).hasMessageContaining("run the command again");
        hub.breakAfter = 0;
        assertThat(fetch()).isTrue();
        assertThat(weights()).hasBinaryContent(WEIGHTS);
    }

    @Test
    void contentThatIsNotWhatWasPinnedIsDeletedAndSaid() {
        byte[] other = WEIGHTS.clone();
        other[77] ^= 1;
        hub.put(REPOSITORY + "/resolve/" + REVISION + "/onnx/model.onnx", other);

        assertThatThrownBy(this::fetch)
                .isInstanceOf(UserError.class)
                .hasMessageContaining(sha256(other))
                .hasMessageContaining("it was deleted");
        assertThat(part()).doesNotExist();
        assertThat(folder.resolve("tiny")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"404, has no org/tiny/resolve", "403, wants a credential", "429, later", "500, answered 500"})
    void aRefusalIsSaidInOneSentence(int status, String sentence) {
        hub.status = status;

        assertThatThrownBy(this::fetch).isInstanceOf(UserError.class).hasMessageContaining(sentence);
    }

    @Test
    void aFileOfAnotherSizeIsNotEvenRead() {
        hub.put(REPOSITORY + "/resolve/" + REVISION + "/onnx/model.onnx", new byte[400_000]);

        assertThatThrownBy(this::fetch)
                .isInstanceOf(UserError.class)
                .hasMessageContaining("has 400000 bytes and should have 300000");
    }

    @Test
    void redirectsAreFollowedAsTheHubGivesThem() {
        hub.redirectTo = hub.address() + "/cdn";

        assertThat(fetch()).isTrue();
        assertThat(weights()).hasBinaryContent(WEIGHTS);
    }

    @ParameterizedTest
    @CsvSource({"file:///etc/passwd?", "ftp://mirror/", "http:///nowhere"})
    void redirectsElsewhereAreNot(String target) {
        hub.redirectTo = target;

        assertThatThrownBy(this::fetch).isInstanceOf(UserError.class).hasMessageContaining("not followed");
    }

    @Test
    void endlessRedirectsEnd() {
        hub.redirectTo = hub.address() + "/again";

        assertThatThrownBy(this::fetch).isInstanceOf(UserError.class).hasMessageContaining("redirects more than");
    }

    @Test
    void offlineSaysWhatToDo() {
        String gone = hub.address();
        hub.close();

        assertThatThrownBy(() -> fetch(TINY, gone, false))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("Cannot reach " + gone)
                .hasMessageContaining("CELESTE_MODEL_MIRROR")
                .hasMessageContaining("by hand");
    }

    @Test
    void aFileWithoutAPublishedChecksumIsRefusedUnlessTrusted() throws IOException {
        KnownModel unpinned = model(null);

        assertThatThrownBy(() -> fetch(unpinned, hub.address(), false))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("onnx/model.onnx")
                .hasMessageContaining("--trust-on-first-use");
        assertThat(hub.requests()).isEmpty();

        assertThat(fetch(unpinned, hub.address(), true)).isTrue();
        assertThat(Files.readString(folder.resolve("tiny/" + FetchedModel.FILE_NAME)))
                .contains("trusted_on_first_use")
                .contains(sha256(WEIGHTS));
        assertThat(fetch(unpinned, hub.address(), true)).isFalse();

        Files.writeString(weights(), "tampered with");
        assertThat(fetch(unpinned, hub.address(), true)).isTrue();
        assertThat(weights()).hasBinaryContent(WEIGHTS);
    }

    @Test
    void aFolderIsAMirrorToo(@TempDir Path mirror) throws IOException {
        Path repository = mirror.resolve(REPOSITORY);
        Files.createDirectories(repository.resolve("onnx"));
        Files.createDirectories(repository.resolve("resolve/" + REVISION));
        Files.write(repository.resolve("resolve/" + REVISION + "/config.json"), CONFIG);
        // As a clone of the repository has it.
        Files.write(repository.resolve("onnx/model.onnx"), WEIGHTS);

        assertThat(fetch(TINY, "file:" + mirror, false)).isTrue();
        assertThat(weights()).hasBinaryContent(WEIGHTS);

        Files.delete(repository.resolve("onnx/model.onnx"));
        Files.writeString(weights(), "damaged");
        assertThatThrownBy(() -> fetch(TINY, mirror.toString(), false))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("has no org/tiny/resolve");
    }

    @Test
    void aModelLargerThanTheDiskIsNotBegun() {
        KnownModel huge = new KnownModel(
                "huge",
                List.of(),
                "embedding",
                "fp32",
                4,
                8,
                "cls",
                "",
                "",
                "MIT",
                false,
                List.of(new KnownModelFile(
                        "model.onnx", REPOSITORY, REVISION, "model.onnx", Long.MAX_VALUE / 4, sha256(WEIGHTS))));

        assertThatThrownBy(() -> fetch(huge, hub.address(), false))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("is full");
        assertThat(hub.requests()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"ftp://mirror", "mirror", "https://", "'http://a b'"})
    void aMirrorIsAnAddressOrAFolder(String address) {
        assertThatThrownBy(() -> ModelMirror.of(address))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("must be an http(s) address or file:/a/folder");
    }
}

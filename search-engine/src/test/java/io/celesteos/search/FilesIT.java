package io.celesteos.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.reading.SampleFiles;
import io.celesteos.testbed.clients.DocumentedCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files from the request to the answer. */
class FilesIT {

    private static final Engines ENGINES = Engines.shared();

    private final YachtId yacht = ENGINES.newYacht();

    @TempDir
    private Path folder;

    @Test
    void filesOfEveryKindAreFoundAndTheBadOnesHarmNoOther() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(
                "../../manual ⚓.pdf",
                SampleFiles.pdf(List.of(
                        List.of("Bilge", "The bilge eductor needs six bar of fire main pressure."),
                        List.of(),
                        List.of("Stern gland", "Repack the stern gland when it drips more than ten drops."))));
        files.put("locked.pdf", SampleFiles.encryptedPdf());
        files.put("sea water.docx", SampleFiles.docx());
        files.put("spares.xlsx", SampleFiles.xlsx(3));
        files.put("bomb.docx", SampleFiles.bomb(600));
        files.put("empty.txt", new byte[0]);
        files.put("mail.eml", SampleFiles.eml());
        files.put("photo.pdf", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0, 0, 0, 1});

        var accepted = upload(files, Map.of("metadata", "{\"system\": \"bilge\", \"document_type\": \"notes\"}"));

        assertThat(accepted.status()).as(accepted.body().toString()).isEqualTo(202);
        assertThat(accepted.body().at("/document_ids").size()).isEqualTo(8);
        JsonNode report = ended(accepted);
        assertThat(report.at("/status").asString()).isEqualTo("failed");
        assertThat(report.at("/error").asString())
                .startsWith("4 of 8 files could not be read: locked.pdf is encrypted");
        assertThat(values(report, "name"))
                .startsWith("manual ⚓.pdf", "locked.pdf")
                .noneMatch(name -> name.contains(".."));
        assertThat(values(report, "status"))
                .containsExactly("stored", "failed", "stored", "stored", "failed", "failed", "stored", "failed");
        assertThat(values(report, "code")).contains("encrypted", "empty", "unsupported");
        assertThat(report.at("/files/4/code").asString()).isEqualTo("unsafe");
        assertThat(report.at("/files/0/scanned_pages").asString()).isEqualTo("2");
        assertThat(report.at("/files/0/pages").asInt()).isEqualTo(3);
        assertThat(documents()).isEqualTo(4);
        assertThat(parts()).isZero();

        var found = ENGINES.lucene.search(yacht, "repack stern gland drops");
        assertThat(found.body().at("/results/0/metadata/page").asInt()).isEqualTo(3);
        assertThat(found.body().at("/results/0/metadata/section").asString()).isEqualTo("Stern gland");
        assertThat(found.body().at("/results/0/metadata/file_name").asString()).isEqualTo("manual ⚓.pdf");
        assertThat(found.body().at("/results/0/metadata/document_type").asString())
                .isEqualTo("notes");
        assertThat(ENGINES.pgvector.search(yacht, "impeller quantity").values("/metadata/title"))
                .contains("spares");
    }

    @Test
    void whatIsWrongWithAFileIsToldAndTheRestOfItsJobGoesOn() {
        byte[] pdf = SampleFiles.pdf(List.of(List.of("Anchor", "Pay out five times the depth of chain.")));
        String text = "## Fuel\nDrain the day tank's sump each morning.";
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("truncated.pdf", Arrays.copyOf(pdf, 40));
        files.put("empty.docx", new byte[0]);
        files.put("picture.txt", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0, 0, 0});
        files.put("deep.docx", SampleFiles.docxOf("<document><body>" + "<p>".repeat(500) + "</document>"));
        files.put("text called a pdf.pdf", text.getBytes(StandardCharsets.UTF_8));
        files.put("..\\..\\..\\etc\\\uD83D\uDEE5 anchor.pdf", pdf);
        files.put("the same again.pdf", pdf);
        files.put("macros.docm", withMacros(SampleFiles.docx()));

        JsonNode report = ended(upload(files, Map.of()));

        assertThat(report.at("/status").asString()).isEqualTo("failed");
        assertThat(values(report, "status"))
                .as(report.toString())
                .startsWith("failed", "failed", "failed", "failed", "stored")
                .contains("duplicate");
        assertThat(values(report, "code").subList(0, 4)).containsExactly("damaged", "empty", "unsupported", "unsafe");
        assertThat(values(report, "stage")).containsOnly("done");
        assertThat(report.at("/error").asString()).contains("truncated.pdf", "empty.docx", "picture.txt", "deep.docx");
        assertThat(report.at("/files/5/name").asString()).isEqualTo("\uD83D\uDEE5 anchor.pdf");
        assertThat(report.at("/files/7/status").asString()).isEqualTo("stored");
        assertThat(documents()).isEqualTo(3);
        assertThat(parts()).isZero();
        assertThat(ENGINES.lucene.search(yacht, "AutoOpen macro payload").values("/content"))
                .noneMatch(content -> content.contains("payload"));
    }

    private static byte[] withMacros(byte[] docx) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(docx))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        entries.put("word/vbaProject.bin", "AutoOpen payload".getBytes(StandardCharsets.UTF_8));
        return SampleFiles.zip(entries);
    }

    @Test
    void theDocumentedUploadWorks() throws IOException {
        Files.write(folder.resolve("manual.pdf"), SampleFiles.pdf(List.of(List.of("Fuel", "Drain the day tank."))));
        Files.write(folder.resolve("spares.xlsx"), SampleFiles.xlsx(3));
        List<String> calls =
                DocumentedCalls.of(Files.readString(Path.of("..", "docs", "search", "formats.md")), "bash");
        assertThat(calls).hasSize(1);

        JsonNode accepted = JsonMapper.shared()
                .readTree(DocumentedCalls.run(
                        folder,
                        calls.getFirst()
                                .replace("00000000-0000-4000-8000-000000000001", yacht.toString())
                                .replace(
                                        "http://localhost:8001/",
                                        ENGINES.lucene.uri("/").toString())));

        assertThat(accepted.at("/document_ids").size()).isEqualTo(2);
        ENGINES.awaitJob(ENGINES.lucene, yacht, accepted.at("/job_id").asString());
        assertThat(documents()).isEqualTo(2);
        assertThat(ENGINES.owner.queryForList(
                        "select distinct metadata ->> 'system' from documents where yacht_id = ?",
                        String.class,
                        yacht.value()))
                .containsExactly("fuel");
    }

    @Test
    void theSameContentTwiceIsOneDocumentWithTheSameChunks() {
        byte[] file = SampleFiles.docx();
        var first = upload(Map.of("a.docx", file), Map.of());
        assertThat(ended(first).at("/status").asString()).isEqualTo("succeeded");
        await().until(() ->
                !ENGINES.lucene.search(yacht, "sea chest").values("/id").isEmpty());
        List<String> chunks = ENGINES.lucene.search(yacht, "sea chest").values("/id");

        var second = upload(Map.of("b.docx", file), Map.of());
        JsonNode report = ended(second);

        assertThat(report.at("/status").asString()).isEqualTo("succeeded");
        assertThat(report.at("/files/0/status").asString()).isEqualTo("duplicate");
        assertThat(second.body().at("/document_ids")).isEqualTo(first.body().at("/document_ids"));
        assertThat(documents()).isEqualTo(1);

        String id = first.body().at("/document_ids/0").asString();
        ENGINES.lucene.delete("/api/v1/documents/" + id + "?yacht_id=" + yacht);
        assertThat(ended(upload(Map.of("c.docx", file), Map.of())).at("/status").asString())
                .isEqualTo("succeeded");
        await().until(() ->
                ENGINES.lucene.search(yacht, "sea chest").values("/id").equals(chunks));
    }

    @Test
    void whatADeadInstanceWasReadingIsReadOnByAnother() {
        UUID document = UUID.randomUUID();
        UUID job = left("left.md", document, 1);
        ENGINES.owner.update(
                "insert into job_files (job_id, yacht_id, position, part, bytes) values (?, ?, 0, 0, ?)",
                job,
                yacht.value(),
                "## Left\nThe passerelle was left behind.".getBytes(StandardCharsets.UTF_8));

        ENGINES.awaitJob(ENGINES.lucene, yacht, job.toString());

        assertThat(ENGINES.owner.queryForObject("select count(*) from documents where id = ?", Integer.class, document))
                .isEqualTo(1);
    }

    @Test
    void aFileThatEndsWhateverReadsItIsGivenUp() {
        UUID job = left("poison.pdf", UUID.randomUUID(), 6);

        await().atMost(Duration.ofSeconds(60)).until(() -> {
            var report = ENGINES.lucene
                    .get("/api/v1/jobs/" + job + "?yacht_id=" + yacht)
                    .body();
            return report.at("/status").asString().equals("failed")
                    && report.at("/error").asString().contains("poison.pdf was given up after 6 attempts")
                    && report.at("/files/0/code").asString().equals("reader_failed");
        });
    }

    /** A job as one leaves it that was killed while its file was read, its lane gone with it. */
    private UUID left(String name, UUID document, int attempts) {
        UUID job = UUID.randomUUID();
        ENGINES.owner.update(
                """
                with job as (insert into jobs (id, yacht_id, kind, status, stage, total, payload)
                    values (?, ?, 'ingest_files', 'running', 'read', 1, '{"title": "", "metadata": {}}')
                    returning id, yacht_id)
                insert into upload_files (job_id, yacht_id, position, document_id, hash, stage, lane, attempts, report)
                select id, yacht_id, 0, ?, ?, 'reading', 0, ?, ?::jsonb from job""", job, yacht.value(), document, "ab".repeat(32), attempts, """
                {"name": "%s", "status": "waiting", "document_id": "%s"}""".formatted(name, document));
        return job;
    }

    @Test
    void wrongRequestsAreRefusedBeforeAnythingIsStored() {
        assertThat(upload(Map.of(), Map.of("title", "x")).status()).isEqualTo(400);
        assertThat(upload(Map.of("a.md", new byte[] {'a'}), Map.of("metadata", "[1]"))
                        .status())
                .isEqualTo(400);
        assertThat(upload(
                                Map.of("a.md", new byte[] {'a'}),
                                Map.of("yacht_id", UUID.randomUUID().toString()))
                        .status())
                .isEqualTo(400);
        Map<String, byte[]> many = new LinkedHashMap<>();
        for (int i = 0; i < 51; i++) {
            many.put(i + ".md", new byte[] {'a'});
        }
        assertThat(upload(many, Map.of()).status()).isEqualTo(413);
        assertThat(documents()).isZero();
    }

    @Test
    void anUploadThatIsTooLargeIsRefusedBeforeItIsSent() throws IOException {
        var uri = ENGINES.lucene.uri("/api/v1/documents");
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream()
                    .write(("POST /api/v1/documents?yacht_id=" + yacht + " HTTP/1.1\r\nHost: x\r\n"
                                    + "Content-Type: multipart/form-data; boundary=b\r\n"
                                    + "Content-Length: 314572800\r\n\r\n--b\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(20_000);
            InputStream answer = socket.getInputStream();
            assertThat(new String(answer.readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 413");
        }
    }

    private Engine.Answer upload(Map<String, byte[]> files, Map<String, String> fields) {
        return ENGINES.lucene.send(
                Multipart.post(ENGINES.lucene.uri("/api/v1/documents?yacht_id=" + yacht), files, fields));
    }

    private JsonNode ended(Engine.Answer accepted) {
        String path = "/api/v1/jobs/" + accepted.body().at("/job_id").asString() + "?yacht_id=" + yacht;
        return await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> ENGINES.lucene.get(path).body(),
                        report -> List.of("succeeded", "failed")
                                .contains(report.at("/status").asString()));
    }

    private static List<String> values(JsonNode report, String name) {
        List<String> values = new ArrayList<>();
        report.at("/files").forEach(each -> values.add(each.at("/" + name).asString()));
        return values;
    }

    private int documents() {
        return count("documents");
    }

    private int parts() {
        return count("job_files");
    }

    private int count(String table) {
        Integer count = ENGINES.owner.queryForObject(
                "select count(*) from " + table + " where yacht_id = ?", Integer.class, yacht.value());
        return count == null ? 0 : count;
    }
}

package io.celesteos.search.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import io.celesteos.contracts.tenancy.YachtId;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class ContentTests {

    private static final YachtId YACHT = YachtId.of("00000000-0000-4000-8000-000000000001");

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "\"a\u0000b\", a b",
                "\"a\u0007b\", a b",
                "\"a\uD83Db\", \"a\uFFFDb\"",
                "\"a\uDE00b\", \"a\uFFFDb\"",
                "\"a\u0085b\", a b",
                "\"\uFEFFa\", \" a\""
            },
            ignoreLeadingAndTrailingWhitespace = true)
    void whatADatabaseCannotStoreIsReplaced(String dirty, String clean) {
        assertThat(CleanText.of(dirty)).isEqualTo(clean);
    }

    @Test
    void tabsLineEndsAndEmojiStay() {
        assertThat(CleanText.of("a\tb\r\nc 😀 é")).isEqualTo("a\tb\r\nc 😀 é");
    }

    @Test
    void idsAreNamesOfTheContentAndOfItsYacht() {
        PreparedDocument one = document(YACHT, "Title", "Text");

        assertThat(document(YACHT, "Title", "Text").id()).isEqualTo(one.id());
        assertThat(document(YACHT, "Title", "Text").chunks()).isEqualTo(one.chunks());
        assertThat(List.of(
                        one.id(),
                        document(YACHT, "TitleT", "ext").id(),
                        document(YACHT, "Title", "Text.").id(),
                        document(YachtId.of("00000000-0000-4000-8000-000000000002"), "Title", "Text")
                                .id()))
                .doesNotHaveDuplicates();
        assertThat(one.id().version()).isEqualTo(8);
        assertThat(one.id().variant()).isEqualTo(2);
    }

    @Test
    void partsThatRunTogetherAreNotTheSame() {
        assertThat(ContentIds.uuid(List.of("ab", "c"))).isNotEqualTo(ContentIds.uuid(List.of("a", "bc")));
        assertThat(ContentIds.sha256(List.of("a"))).hasSize(64).isNotEqualTo(ContentIds.sha256(List.of("a", "")));
    }

    @Test
    void aChunkCarriesTitleSectionAndTheDocumentsMetadata() {
        var metadata = new TreeMap<String, Object>();
        metadata.put("model", "3512C");

        var chunk = PreparedDocument.of(
                        YACHT, "T", "body", metadata, List.of(new Chunk(0, "A > B", "body")), JsonMapper.shared())
                .chunks()
                .getFirst();

        assertThat(chunk.metadata())
                .containsEntry("title", "T")
                .containsEntry("section", "A > B")
                .containsEntry("model", "3512C");
        assertThat(chunk.documentId()).isInstanceOf(UUID.class);
    }

    private static PreparedDocument document(YachtId yacht, String title, String text) {
        return PreparedDocument.of(
                yacht, title, text, new TreeMap<>(), List.of(new Chunk(0, "", text)), JsonMapper.shared());
    }
}

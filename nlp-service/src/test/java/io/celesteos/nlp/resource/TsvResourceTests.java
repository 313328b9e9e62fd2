package io.celesteos.nlp.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TsvResourceTests {

    @Test
    void rowsAreReadByColumnName() {
        var row = TsvResource.read("/faultcodes/j1939_fmi.tsv").rows().get(2);
        assertThat(row.get("fmi")).isEqualTo("2");
        assertThat(row.get("meaning")).contains("erratic");
        assertThat(row.list("sources", ';')).hasSizeGreaterThan(1);
        assertThat(row.has("sources", "nobody")).isFalse();
    }

    @Test
    void aMissingFileAndAMissingColumnSayWhich() {
        assertThatThrownBy(() -> TsvResource.read("/no-such.tsv")).hasMessageContaining("/no-such.tsv");
        var row = TsvResource.read("/faultcodes/j1939_fmi.tsv").rows().getFirst();
        assertThatThrownBy(() -> row.get("colour")).hasMessageContaining("colour");
    }
}

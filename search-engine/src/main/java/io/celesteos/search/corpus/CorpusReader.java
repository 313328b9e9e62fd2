package io.celesteos.search.corpus;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.Passage;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.tenancy.Watermark;
import java.util.Collection;
import java.util.List;

/** All that can be found of one yacht, as it is stored now. Thread-safe. */
public interface CorpusReader {

    /** The state of the yacht's data. What is read after it is as new or newer. */
    Watermark watermark(YachtId yacht);

    /** What changed after {@code held}, up to now. */
    Changes changesSince(YachtId yacht, Watermark held);

    /** Which database this is: a copy, another server or a recovery to an earlier point give another name. */
    String database(YachtId yacht);

    /** The embedding space the yacht is searched in. A switch to another one is a change like any other. */
    EmbeddingSpace space(YachtId yacht);

    /**
     * Shows every passage with the version of the rows it is made of; any change of them changes the version.
     *
     * @param space whose vectors count as part of a passage
     */
    void versions(YachtId yacht, EmbeddingSpace space, VersionVisitor visitor);

    /** The passages with these keys and their vectors of that space; those deleted meanwhile are left out. */
    List<Versioned> read(YachtId yacht, EmbeddingSpace space, Collection<PassageKey> keys);

    /** A passage and the version it was read at. */
    record Versioned(Passage passage, long version) {}

    /** Sees one passage after the other, in no order; must not read from the database itself. */
    interface VersionVisitor {
        void visit(PassageKey key, long version);
    }
}

package io.celesteos.search.lifecycle;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.corpus.Changes;
import io.celesteos.search.corpus.CorpusReader;
import io.celesteos.search.retrieval.EmbeddingSpace;
import io.celesteos.search.retrieval.Passage;
import io.celesteos.search.retrieval.PassageKey;
import io.celesteos.search.retrieval.UnitVector;
import io.celesteos.search.tenancy.Watermark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** What a database would hold of one yacht, with its log of changes. */
final class FakeCorpus implements CorpusReader {

    final Map<PassageKey, Versioned> stored = new TreeMap<>();
    final List<Collection<PassageKey>> reads = new ArrayList<>();
    private final NavigableMap<Long, Logged> log = new TreeMap<>();
    Runnable beforeRead = () -> {};
    volatile int failAfterReads = Integer.MAX_VALUE;
    int comparisons;
    long loggedFrom;
    String database = "cluster/1";
    EmbeddingSpace space = new EmbeddingSpace("one", "model one", 2);
    private Watermark head = Watermark.NONE;
    private long versions;

    private record Logged(String stamp, PassageKey key) {}

    static PassageKey key(int id) {
        return PassageKey.chunk(new UUID(0, id));
    }

    synchronized FakeCorpus put(int id, String content) {
        versions++;
        stored.put(key(id), new Versioned(new Passage(key(id), null, 0, "t", content, Map.of(), null), versions));
        return changed(id);
    }

    synchronized FakeCorpus delete(int id) {
        stored.remove(key(id));
        return changed(id);
    }

    /** All vectors are there, and from now on the yacht is searched in the other space. */
    synchronized FakeCorpus switchTo(EmbeddingSpace other) {
        space = other;
        return changed(-1);
    }

    private synchronized FakeCorpus changed(int id) {
        head = new Watermark(head.generation() + 1, UUID.randomUUID().toString());
        log.put(head.generation(), new Logged(head.stamp(), key(id)));
        return this;
    }

    /** Nothing is told of what happened until now. */
    synchronized FakeCorpus forgetChanges() {
        loggedFrom = head.generation();
        log.clear();
        return this;
    }

    /** As a restored backup: the rows of then, and counting on from there. */
    synchronized FakeCorpus restoreTo(Map<PassageKey, Versioned> rows, Watermark then) {
        stored.clear();
        stored.putAll(rows);
        head = then;
        log.tailMap(then.generation(), false).clear();
        return this;
    }

    List<Integer> ids() {
        return stored.keySet().stream()
                .map(key -> (int) key.id().getLeastSignificantBits())
                .sorted()
                .toList();
    }

    @Override
    public synchronized Watermark watermark(YachtId yacht) {
        return head;
    }

    @Override
    public synchronized Changes changesSince(YachtId yacht, Watermark held) {
        if (held.generation() > head.generation() || (held.generation() == head.generation() && !held.equals(head))) {
            return new Changes.OtherHistory();
        }
        Logged then = log.get(held.generation());
        if (then != null && !then.stamp().equals(held.stamp())) {
            return new Changes.OtherHistory();
        }
        if (held.generation() < loggedFrom || (then == null && held.generation() > 0 && !held.equals(head))) {
            return new Changes.Untold();
        }
        Set<PassageKey> keys = new HashSet<>();
        log.tailMap(held.generation(), false).values().forEach(logged -> keys.add(logged.key()));
        return new Changes.Keys(keys);
    }

    @Override
    public String database(YachtId yacht) {
        return database;
    }

    @Override
    public synchronized EmbeddingSpace space(YachtId yacht) {
        return space;
    }

    @Override
    public synchronized void versions(YachtId yacht, EmbeddingSpace asked, VersionVisitor visitor) {
        comparisons++;
        List.copyOf(stored.entrySet())
                .forEach(entry -> visitor.visit(entry.getKey(), entry.getValue().version()));
    }

    @Override
    public synchronized List<Versioned> read(YachtId yacht, EmbeddingSpace asked, Collection<PassageKey> keys) {
        if (reads.size() >= failAfterReads) {
            throw new IllegalStateException("the database went away");
        }
        reads.add(List.copyOf(keys));
        Runnable first = beforeRead;
        beforeRead = () -> {};
        first.run();
        return keys.stream()
                .map(stored::get)
                .filter(Objects::nonNull)
                .map(each -> embedded(each, asked))
                .toList();
    }

    /** In every space there is a vector, and of that space's length. */
    private static Versioned embedded(Versioned row, EmbeddingSpace asked) {
        float[] vector = new float[asked.dimensions()];
        Arrays.fill(vector, 1);
        Passage passage = row.passage();
        return new Versioned(
                new Passage(
                        passage.key(),
                        passage.documentId(),
                        passage.chunkIndex(),
                        passage.title(),
                        passage.content(),
                        passage.metadata(),
                        UnitVector.of(vector)),
                row.version());
    }
}

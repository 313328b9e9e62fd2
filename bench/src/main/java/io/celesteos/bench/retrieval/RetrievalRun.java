package io.celesteos.bench.retrieval;

import io.celesteos.bench.judged.JudgedSet;
import io.celesteos.bench.judged.JudgedSet.Query;
import io.celesteos.bench.judged.Measures;
import io.celesteos.bench.judged.PairedGain;
import io.celesteos.bench.retrieval.RankedList.Entry;
import io.celesteos.contracts.client.RemoteFailure;
import io.celesteos.contracts.embedding.RerankResponse;
import io.celesteos.contracts.embedding.RerankResponse.RerankScore;
import io.celesteos.contracts.embedding.TokenVectorMatrix;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** All systems on one set: each is the fused order with its first {@link #TOP} reordered. */
final class RetrievalRun {

    static final int TOP = 20;

    /** Fixed before the test queries were looked at. */
    static final double BLEND = 0.5;

    private static final int CHECKED_PASSAGES = 8;
    private static final long SEED = 1;

    private final MeasuredService service;
    private final JudgedSet set;
    private final PrintStream out;
    private final FirstStage first;
    private final double[] fusedNdcg;
    private final List<Row> rows = new ArrayList<>();

    RetrievalRun(MeasuredService service, JudgedSet set, PrintStream out) throws IOException {
        this.service = service;
        this.set = set;
        this.out = out;
        this.first = FirstStage.of(set, service);
        this.fusedNdcg =
                measures(first.hybrid()).stream().mapToDouble(Measures::ndcg10).toArray();
        rows.add(Row.of("BM25", measures(first.bm25()), null));
        rows.add(Row.of("vectors", measures(first.vector()), null));
        rows.add(Row.of("fused (RRF)", measures(first.hybrid()), null));
    }

    List<Row> rows() {
        return List.copyOf(rows);
    }

    /** @param weights of further blends, from the same scores */
    void rerank(String reranker, List<Double> weights) throws IOException {
        List<RankedList> alone = new ArrayList<>();
        List<RankedList> blended = new ArrayList<>();
        List<List<RankedList>> others = weights.stream()
                .<List<RankedList>>map(weight -> new ArrayList<>())
                .toList();
        String name = reranker;
        for (int q = 0; q < set.queries().size(); q++) {
            RankedList fused = first.hybrid().get(q);
            List<Entry> top = fused.top(TOP).entries();
            RerankResponse answer;
            try {
                answer = service.rerank(
                        reranker,
                        set.queries().get(q).text(),
                        top.stream().map(entry -> text(entry.passage())).toList(),
                        top.stream().map(Entry::score).toList());
            } catch (RemoteFailure refused) {
                if (q > 0 || !refused.callersFault()) {
                    throw refused;
                }
                out.println(reranker + " is not installed in the service: not measured.");
                return;
            }
            name = answer.model();
            double[] scores = new double[top.size()];
            Map<Integer, Double> byProduct = new HashMap<>();
            for (RerankScore result : answer.results()) {
                scores[result.index()] = Objects.requireNonNull(result.rerankScore());
                byProduct.put(top.get(result.index()).passage(), result.score());
            }
            alone.add(reordered(fused, scores));
            blended.add(fused.reordered(TOP, entry -> Objects.requireNonNull(byProduct.get(entry.passage()))));
            for (int w = 0; w < weights.size(); w++) {
                others.get(w).add(reordered(fused, blend(top, scores, weights.get(w))));
            }
        }
        add(name + " alone", alone);
        add(name + ", blended " + BLEND, blended);
        for (int w = 0; w < weights.size(); w++) {
            add(name + ", blended " + weights.get(w), others.get(w));
        }
    }

    /** @param projection null leaves out the forms that need one */
    void stored(int dimensions, @Nullable ProjectionFile projection) throws IOException {
        List<String> texts = first.hybrid().stream()
                .flatMap(list -> list.top(TOP).entries().stream())
                .map(entry -> text(entry.passage()))
                .distinct()
                .toList();
        service.fetchRows(texts, StoredVectors.ALL);
        service.fetchRows(texts, StoredVectors.TELLING);
        service.fetchRows(set.queries().stream().map(Query::text).toList(), StoredVectors.ALL);
        for (StoredVectors form : StoredVectors.compared()) {
            if (form.dimensions() == null || projection != null) {
                form.check(service, texts.subList(0, Math.min(CHECKED_PASSAGES, texts.size())), dimensions, projection);
                stored(form, dimensions, projection);
            }
        }
    }

    private void stored(StoredVectors form, int dimensions, @Nullable ProjectionFile projection) throws IOException {
        List<RankedList> blended = new ArrayList<>();
        List<Long> bytes = new ArrayList<>();
        long nanos = 0;
        for (int q = 0; q < set.queries().size(); q++) {
            Rows query = form.query(
                    Rows.unpack(service.rows(set.queries().get(q).text(), StoredVectors.ALL), dimensions), projection);
            RankedList fused = first.hybrid().get(q);
            List<Entry> top = fused.top(TOP).entries();
            List<Rows> passages = new ArrayList<>();
            for (Entry entry : top) {
                Rows source = Rows.unpack(service.rows(text(entry.passage()), form.source()), dimensions);
                passages.add(form.passage(source, projection));
                bytes.add(form.bytes(passages.getLast()));
            }
            double[] scores = new double[top.size()];
            if (form.int8()) {
                TokenVectorMatrix asked = matrix(query);
                List<TokenVectorMatrix> packed =
                        passages.stream().map(RetrievalRun::matrix).toList();
                long start = System.nanoTime();
                for (int i = 0; i < scores.length; i++) {
                    scores[i] = asked.maxSim(packed.get(i));
                }
                nanos += System.nanoTime() - start;
            } else {
                long start = System.nanoTime();
                for (int i = 0; i < scores.length; i++) {
                    scores[i] = query.maxSim(passages.get(i));
                }
                nanos += System.nanoTime() - start;
            }
            blended.add(reordered(fused, blend(top, scores, BLEND)));
        }
        add("stored: " + form.name(), blended);
        Row row = rows.removeLast();
        rows.add(row.stored(
                bytes.stream().mapToLong(Long::longValue).toArray(),
                nanos / 1e6 / set.queries().size()));
    }

    private static TokenVectorMatrix matrix(Rows rows) {
        return TokenVectorMatrix.quantize(rows.values(), rows.dimensions());
    }

    private static double[] blend(List<Entry> top, double[] scores, double weight) {
        return Blending.blend(top.stream().mapToDouble(Entry::score).toArray(), scores, weight);
    }

    /** @param scores of the first entries, in their order */
    private static RankedList reordered(RankedList list, double[] scores) {
        Map<Integer, Double> byPassage = new HashMap<>();
        for (int i = 0; i < scores.length; i++) {
            byPassage.put(list.entries().get(i).passage(), scores[i]);
        }
        return list.reordered(scores.length, entry -> Objects.requireNonNull(byPassage.get(entry.passage())));
    }

    private void add(String system, List<RankedList> lists) {
        List<Measures> measures = measures(lists);
        double[] ndcg = measures.stream().mapToDouble(Measures::ndcg10).toArray();
        rows.add(Row.of(system, measures, PairedGain.of(fusedNdcg, ndcg, new SplittableRandom(SEED))));
    }

    private List<Measures> measures(List<RankedList> lists) {
        return IntStream.range(0, lists.size())
                .mapToObj(q -> Measures.of(
                        lists.get(q).entries().stream()
                                .map(entry ->
                                        set.passages().get(entry.passage()).id())
                                .toList(),
                        Objects.requireNonNull(
                                set.judgments().get(set.queries().get(q).id()))))
                .toList();
    }

    private String text(int passage) {
        return set.passages().get(passage).text();
    }

    /** The fused order in TREC's run format, for another program to measure. */
    List<String> trecRun() {
        List<String> lines = new ArrayList<>();
        for (int q = 0; q < set.queries().size(); q++) {
            List<Entry> entries = first.hybrid().get(q).entries();
            for (int i = 0; i < entries.size(); i++) {
                lines.add("%s Q0 %s %d %d fused"
                        .formatted(
                                set.queries().get(q).id(),
                                set.passages().get(entries.get(i).passage()).id(),
                                i + 1,
                                entries.size() - i));
            }
        }
        return lines;
    }
}

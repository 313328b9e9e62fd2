package io.celesteos.bench.vectors;

import io.celesteos.bench.corpus.GrownChunk;
import io.celesteos.bench.corpus.GrownCorpus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.stream.IntStream;

/** The true nearest chunks of each query under each filter: every vector compared with every query. */
final class ExactAnswers {

    static final int K = 10;

    private final List<List<Set<Integer>>> answers;

    private ExactAnswers(List<List<Set<Integer>>> answers) {
        this.answers = answers;
    }

    static ExactAnswers of(GrownCorpus corpus, int chunks, List<float[]> queries) {
        return new ExactAnswers(compute(corpus, chunks, queries));
    }

    private static List<List<Set<Integer>>> compute(GrownCorpus corpus, int chunks, List<float[]> queries) {
        int shares = Share.values().length;
        List<List<PriorityQueue<Near>>> best = new ArrayList<>();
        for (int query = 0; query < queries.size(); query++) {
            List<PriorityQueue<Near>> of = new ArrayList<>();
            for (int share = 0; share < shares; share++) {
                of.add(new PriorityQueue<>(Comparator.comparingDouble(Near::similarity)));
            }
            best.add(of);
        }
        int block = 4_096;
        for (int from = 0; from < chunks; from += block) {
            List<GrownChunk> some = IntStream.range(from, Math.min(from + block, chunks))
                    .parallel()
                    .mapToObj(corpus::chunk)
                    .toList();
            IntStream.range(0, queries.size())
                    .parallel()
                    .forEach(query -> some.forEach(chunk -> offer(best.get(query), chunk, queries.get(query))));
        }
        List<List<Set<Integer>>> answers = new ArrayList<>();
        for (int share = 0; share < shares; share++) {
            List<Set<Integer>> ofShare = new ArrayList<>();
            for (List<PriorityQueue<Near>> of : best) {
                Set<Integer> numbers = new HashSet<>();
                of.get(share).forEach(near -> numbers.add(near.number()));
                ofShare.add(numbers);
            }
            answers.add(ofShare);
        }
        return answers;
    }

    private static void offer(List<PriorityQueue<Near>> best, GrownChunk chunk, float[] query) {
        float similarity = GrownCorpus.dot(query, chunk.vector());
        for (Share share : Share.values()) {
            PriorityQueue<Near> ofShare = best.get(share.ordinal());
            boolean better = ofShare.size() < K || ofShare.element().similarity() < similarity;
            if (better && share.keeps(chunk)) {
                ofShare.add(new Near(chunk.number(), similarity));
                if (ofShare.size() > K) {
                    ofShare.remove();
                }
            }
        }
    }

    /** The share of the true ten that was found, 0 to 1. */
    double recall(Share share, int query, Collection<Integer> found) {
        Set<Integer> truth = answers.get(share.ordinal()).get(query);
        return (double) found.stream().filter(truth::contains).count() / truth.size();
    }

    private record Near(int number, float similarity) {}
}

package io.celesteos.bench.corpus;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * As many chunks as wanted, made from real ones. The first are the real ones themselves. Each further one is
 * somewhere between a real passage and one of its ten nearest neighbours (60 to 100 % of the way to the first),
 * with Gaussian noise of a quarter of its length; its text is the first half of the one and the second half of the
 * other. Whole neighbourhoods stay as crowded and as uneven as they were; nothing is spread evenly.
 *
 * <p>A chunk depends on the seed and its number alone: a smaller corpus is the beginning of a larger one, and none
 * has to be held in memory. Thread-safe.
 */
public final class GrownCorpus {

    private static final int NEIGHBOURS = 10;
    private static final int TOPICS = 100;
    private static final double LEAST_OWN = 0.6;
    private static final double NOISE = 0.25;

    private final long seed;
    private final List<String> texts;
    private final List<float[]> vectors;
    private final int[][] neighbours;

    public GrownCorpus(long seed, List<String> texts, List<float[]> vectors) {
        if (texts.size() != vectors.size() || texts.size() <= NEIGHBOURS) {
            throw new IllegalArgumentException("a vector for each text, and more than " + NEIGHBOURS + " of them");
        }
        this.seed = seed;
        this.texts = List.copyOf(texts);
        this.vectors = List.copyOf(vectors);
        this.neighbours = IntStream.range(0, texts.size())
                .parallel()
                .mapToObj(this::nearest)
                .toArray(int[][]::new);
    }

    public int dimensions() {
        return vectors.getFirst().length;
    }

    public int realOnes() {
        return texts.size();
    }

    /** @param number from 0 */
    public GrownChunk chunk(int number) {
        Random random = new Random(seed * 1_000_003 + number);
        // The first draws of neighbouring seeds are alike.
        random.nextLong();
        int parent = number < texts.size() ? number : random.nextInt(texts.size());
        List<String> tags = new ArrayList<>();
        if (random.nextInt(10) == 0) {
            tags.add("tenth");
        }
        if (random.nextInt(100) == 0) {
            tags.add("hundredth");
        }
        String topic = "topic " + (long) parent * TOPICS / texts.size();
        if (number < texts.size()) {
            return new GrownChunk(number, texts.get(number), vectors.get(number), tags, topic);
        }
        int other = neighbours[parent][random.nextInt(NEIGHBOURS)];
        return new GrownChunk(
                number, mixed(texts.get(parent), texts.get(other)), mixed(parent, other, random), tags, topic);
    }

    private float[] mixed(int parent, int other, Random random) {
        float[] own = vectors.get(parent);
        float[] theirs = vectors.get(other);
        double share = LEAST_OWN + (1 - LEAST_OWN) * random.nextDouble();
        double deviation = NOISE / Math.sqrt(own.length);
        float[] mixed = new float[own.length];
        double squares = 0;
        for (int d = 0; d < own.length; d++) {
            mixed[d] = (float) (share * own[d] + (1 - share) * theirs[d] + deviation * random.nextGaussian());
            squares += (double) mixed[d] * mixed[d];
        }
        float scale = (float) (1 / Math.sqrt(squares));
        for (int d = 0; d < mixed.length; d++) {
            mixed[d] *= scale;
        }
        return mixed;
    }

    private static String mixed(String first, String second) {
        return first.substring(0, space(first)) + " "
                + second.substring(space(second)).strip();
    }

    private static int space(String text) {
        int space = text.indexOf(' ', text.length() / 2);
        return space < 0 ? text.length() : space;
    }

    private int[] nearest(int number) {
        float[] own = vectors.get(number);
        PriorityQueue<Near> best = new PriorityQueue<>(Comparator.comparingDouble(Near::similarity));
        for (int other = 0; other < vectors.size(); other++) {
            if (other != number) {
                best.add(new Near(other, dot(own, vectors.get(other))));
                if (best.size() > NEIGHBOURS) {
                    best.remove();
                }
            }
        }
        return best.stream().mapToInt(Near::number).sorted().toArray();
    }

    public static float dot(float[] a, float[] b) {
        // Four sums that do not wait for each other.
        float s0 = 0;
        float s1 = 0;
        float s2 = 0;
        float s3 = 0;
        int d = 0;
        for (; d + 3 < a.length; d += 4) {
            s0 += a[d] * b[d];
            s1 += a[d + 1] * b[d + 1];
            s2 += a[d + 2] * b[d + 2];
            s3 += a[d + 3] * b[d + 3];
        }
        for (; d < a.length; d++) {
            s0 += a[d] * b[d];
        }
        return s0 + s1 + s2 + s3;
    }

    private record Near(int number, float similarity) {}
}

package io.celesteos.embedding.schedule;

import java.util.HashMap;
import java.util.Map;

/**
 * How much may wait, and how much of it may be one caller's: three times what is still free (dynamic thresholds,
 * Choudhury and Hahne 1998). So one caller alone fills three quarters of the queue, the next one three quarters
 * of the rest, until those who hold more were served down to the same. Who has nothing waiting is only held to
 * what is free. The last sixteenth is for work that goes ahead: it is served at once, however much bulk work waits.
 * Guarded by the queue's lock.
 */
final class Admission {

    private static final int TIMES_FREE = 3;
    private static final int PART_FOR_AHEAD = 16;

    private final int maxTokens;
    private final int maxJobs;
    private final Map<String, Load> byCaller = new HashMap<>();
    private long tokens;
    private int jobs;

    Admission(int maxTokens, int maxJobs) {
        this.maxTokens = maxTokens;
        this.maxJobs = maxJobs;
    }

    /** What one caller has here. */
    private record Load(long tokens, int jobs) {

        static final Load NONE = new Load(0, 0);
    }

    /**
     * Why there is no room.
     *
     * @param tokens that must be done first, at least 1
     * @param own whether they must be this caller's own
     */
    record Shortage(long tokens, boolean own) {}

    /**
     * @param ahead whether it goes ahead of bulk work
     * @return what keeps {@code more} tokens of a new job out; tokens 0 when nothing does
     */
    Shortage shortage(String caller, int more, boolean ahead) {
        Load load = byCaller.getOrDefault(caller, Load.NONE);
        boolean all = ahead || tokens == 0;
        long free = (all ? maxTokens : maxTokens - maxTokens / PART_FOR_AHEAD) - tokens - more;
        if (free < 0) {
            return new Shortage(-free, false);
        }
        int freeJobs = (all ? maxJobs : maxJobs - maxJobs / PART_FOR_AHEAD) - jobs - 1;
        if (freeJobs < 0) {
            return new Shortage(Math.max(1, tokens / Math.max(1, jobs)), false);
        }
        long beyond = load.tokens() == 0 ? 0 : load.tokens() + more - TIMES_FREE * free;
        if (beyond > 0) {
            // Each token done counts twice: it is no longer the caller's, and it is free.
            return new Shortage(Math.ceilDiv(beyond, TIMES_FREE + 1), true);
        }
        if (load.jobs() > 0 && load.jobs() + 1 > TIMES_FREE * freeJobs) {
            return new Shortage(Math.max(1, load.tokens() / load.jobs()), true);
        }
        return new Shortage(0, false);
    }

    void enter(String caller, int more) {
        change(caller, more, 1);
    }

    /** These are computed, or never will be. */
    void leave(String caller, int fewer) {
        change(caller, -fewer, 0);
    }

    /** No runner will take more of one job. */
    void leaveQueue(String caller) {
        change(caller, 0, -1);
    }

    private void change(String caller, int tokensBy, int jobsBy) {
        tokens += tokensBy;
        jobs += jobsBy;
        Load load = byCaller.getOrDefault(caller, Load.NONE);
        Load changed = new Load(load.tokens() + tokensBy, load.jobs() + jobsBy);
        if (changed.equals(Load.NONE)) {
            byCaller.remove(caller);
        } else {
            byCaller.put(caller, changed);
        }
    }

    /** Waiting or being computed. */
    long tokens() {
        return tokens;
    }
}

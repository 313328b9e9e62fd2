package io.celesteos.bench.nlp;

import io.celesteos.bench.latency.Times;

/**
 * What a row of requests took.
 *
 * @param times in milliseconds; at a steady rate counted from the moment a request was due, so that a service that
 *     falls behind shows it
 * @param late by how much requests were sent after they were due, in milliseconds, which is in {@code times} too: the
 *     part of them that is this process's own and the machine's; 0 back to back
 * @param seconds from the first request to the last answer
 */
record Load(String name, Times times, Times late, double seconds) {

    double perSecond() {
        return times.millis().length / seconds;
    }

    double p50() {
        return times.percentile(50);
    }

    double p95() {
        return times.percentile(95);
    }

    double p99() {
        return times.percentile(99);
    }
}

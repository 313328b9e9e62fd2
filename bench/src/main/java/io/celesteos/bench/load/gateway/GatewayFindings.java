package io.celesteos.bench.load.gateway;

import java.util.List;

/** What came out. */
record GatewayFindings(List<Overhead.Pair> pairs, List<Crowd.Met> crowds) {

    GatewayFindings {
        pairs = List.copyOf(pairs);
        crowds = List.copyOf(crowds);
    }

    /** Whether everybody was answered. */
    boolean good() {
        return crowds.stream().allMatch(crowd -> crowd.failed() == 0);
    }
}

package io.celesteos.bench.load.gateway;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * What is measured, of a suite that runs.
 *
 * @param yacht whose signature it is; the services behind the door want it said
 * @param crowds people at once, one measurement each
 * @param think from an answer to the same person's next question: half of it to one and a half times it
 * @param hold how long each crowd asks, after it has come together
 * @param pairs questions asked both through the door and behind it
 */
record GatewayPlan(
        URI gateway,
        URI search,
        URI nlp,
        String signature,
        UUID yacht,
        List<Integer> crowds,
        Duration think,
        Duration hold,
        int pairs,
        long seed) {

    GatewayPlan {
        crowds = List.copyOf(crowds);
    }

    /** What is wrong, a line each; empty when nothing is. */
    List<String> wrong() {
        List<String> wrong = new ArrayList<>();
        crowds.forEach(people -> bounded(wrong, "--users", people, 1, 2_000));
        bounded(wrong, "--think", think.toMillis(), 0, 60_000);
        bounded(wrong, "--seconds", hold.toSeconds(), 1, 3_600);
        bounded(wrong, "--pairs", pairs, 1, 100_000);
        return wrong;
    }

    private static void bounded(List<String> wrong, String option, long value, long least, long most) {
        if (value < least || value > most) {
            wrong.add(option + " must be " + least + " to " + most + ", not " + value);
        }
    }
}

package io.celesteos.bench.embedding;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All that take part in a run. */
record Contenders(RawFloor floor, List<Contender> npm, ServiceContender service) {

    Contenders {
        npm = List.copyOf(npm);
    }

    /** Those that do something of their own for this workload. */
    List<Contender> of(Workload workload) {
        List<Contender> all = new ArrayList<>(floor.oneByOne());
        if (!workload.query()) {
            all.addAll(floor.batched());
        }
        all.addAll(npm);
        all.add(service);
        return all;
    }

    /** How far each one's vector of {@code text} is from the first raw one's: the largest of all components. */
    Map<String, Double> differences(String text) throws IOException {
        float[] reference = floor.oneByOne().getFirst().vector(text);
        Map<String, Double> differences = new LinkedHashMap<>();
        for (Contender contender : of(Workload.SINGLE)) {
            float[] vector = contender.vector(text);
            double largest = vector.length == reference.length ? 0 : Double.POSITIVE_INFINITY;
            for (int d = 0; d < Math.min(vector.length, reference.length); d++) {
                largest = Math.max(largest, Math.abs(vector[d] - reference[d]));
            }
            differences.put(contender.name(), largest);
        }
        return differences;
    }
}

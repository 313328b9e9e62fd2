package io.celesteos.testbed.architecture.sample.cycle.egg;

import io.celesteos.testbed.architecture.sample.cycle.hen.Hen;

public record Egg(Class<Hen> laidBy) {
    Hen hatch() {
        return new Hen();
    }
}

package io.celesteos.testbed.architecture.sample.cycle.hen;

import io.celesteos.testbed.architecture.sample.cycle.egg.Egg;

public record Hen() {
    Egg lay() {
        return new Egg(Hen.class);
    }
}

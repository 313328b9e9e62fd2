package io.celesteos.stack.doctor;

import io.celesteos.stack.launch.StackLayout;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All that is looked at, in the order in which it is needed. */
public final class Checkup {

    private final StackLayout layout;
    private final int basePort;
    private final Map<String, String> environment;

    private Checkup(StackLayout layout, int basePort, Map<String, String> environment) {
        this.layout = layout;
        this.basePort = basePort;
        this.environment = Map.copyOf(environment);
    }

    /** @param basePort of the gateway; the other services follow */
    public static Checkup of(StackLayout layout, int basePort, Map<String, String> environment) {
        return new Checkup(layout, basePort, environment);
    }

    public List<Finding> findings() throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        Machine machine = new Machine(layout);
        findings.add(machine.java());
        findings.add(machine.maven());
        findings.add(machine.disk());
        findings.add(machine.memory());
        findings.add(new Build(layout).finding());
        findings.addAll(new Models(layout).findings());
        try (Services services = new Services(layout, basePort, Clock.systemUTC())) {
            findings.addAll(services.ports());
            findings.addAll(services.health());
            findings.add(services.clocks());
        }
        findings.add(new PostgresLook(layout, environment).finding());
        findings.add(new RedisLook(environment).finding());
        findings.addAll(new Settings(environment).findings());
        return findings;
    }
}

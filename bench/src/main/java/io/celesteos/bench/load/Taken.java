package io.celesteos.bench.load;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one contender's answers took so far. Thread-safe. */
final class Taken {

    private final Contender contender;
    private final List<Double> single = new ArrayList<>();
    private final List<Double> own = new ArrayList<>();
    private final List<Double> busy = new ArrayList<>();
    private final Map<String, List<Double>> stages = new LinkedHashMap<>();
    private double busySeconds;
    private int failures;
    private @Nullable String failure;

    Taken(Contender contender) {
        this.contender = contender;
    }

    Contender contender() {
        return contender;
    }

    /** Alone on the machine. */
    void askAlone(LoadQuery query) {
        long start = System.nanoTime();
        try {
            Contender.Reply reply = contender.ask(query);
            double millis = (System.nanoTime() - start) / 1e6;
            Map<String, Double> named = reply.stages();
            synchronized (this) {
                single.add(millis);
                named.forEach((stage, value) ->
                        stages.computeIfAbsent(stage, s -> new ArrayList<>()).add(value));
                Double branch = named.get(Speed.ownStage(contender.kind()));
                if (branch != null) {
                    own.add(branch);
                }
            }
        } catch (IOException | SQLException noAnswer) {
            failed(noAnswer);
        }
    }

    /** One of many at once. */
    void askBusy(LoadQuery query) {
        long start = System.nanoTime();
        try {
            Contender.Reply reply = contender.ask(query);
            double millis = (System.nanoTime() - start) / 1e6;
            reply.stages();
            synchronized (this) {
                busy.add(millis);
            }
        } catch (IOException | SQLException noAnswer) {
            failed(noAnswer);
        }
    }

    private synchronized void failed(Exception noAnswer) {
        failures++;
        if (failure == null) {
            failure = String.valueOf(noAnswer.getMessage());
        }
    }

    synchronized void busyFor(double seconds) {
        busySeconds += seconds;
    }

    synchronized Speed speed() {
        Map<String, Double> medians = new LinkedHashMap<>();
        stages.forEach((stage, values) -> {
            Percentiles of = Percentiles.of(values);
            if (of != null) {
                medians.put(stage, of.p50());
            }
        });
        return new Speed(
                contender.name(),
                contender.kind(),
                contender.raw(),
                Percentiles.of(single),
                Percentiles.of(own),
                medians,
                Percentiles.of(busy),
                busySeconds == 0 ? 0 : Math.round(10 * busy.size() / busySeconds) / 10.0,
                failures,
                failure);
    }
}

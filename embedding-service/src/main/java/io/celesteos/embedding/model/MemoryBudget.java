package io.celesteos.embedding.model;

import com.sun.management.OperatingSystemMXBean;
import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import org.springframework.util.unit.DataSize;

/** The memory all loaded models may take together, and what each was promised of it. Thread-safe. */
final class MemoryBudget {

    private static final double SHARE_OF_MACHINE = 0.6;

    private final long total;
    private final Map<String, Long> taken = new HashMap<>();

    MemoryBudget(long total) {
        this.total = total;
    }

    /** @param configured 0 for a share of what the machine, or the container, has */
    static MemoryBudget of(DataSize configured) {
        if (configured.toBytes() > 0) {
            return new MemoryBudget(configured.toBytes());
        }
        return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean machine
                ? new MemoryBudget((long) (SHARE_OF_MACHINE * machine.getTotalMemorySize()))
                : new MemoryBudget(Long.MAX_VALUE);
    }

    /**
     * Takes a model's share.
     *
     * @throws ProblemException 409 when it does not fit; nothing is evicted for it
     */
    synchronized void take(String model, long bytes) {
        long left = total - taken.values().stream().mapToLong(Long::longValue).sum();
        if (bytes > left) {
            throw ProblemException.of(
                    ProblemType.CONFLICT,
                    "%s needs about %,d MB and %,d of the %,d MB for models are left; unload another model, or raise embedding.models.memory-budget."
                            .formatted(model, bytes >> 20, Math.max(0, left) >> 20, total >> 20));
        }
        taken.put(model, bytes);
    }

    synchronized void giveBack(String model) {
        taken.remove(model);
    }
}

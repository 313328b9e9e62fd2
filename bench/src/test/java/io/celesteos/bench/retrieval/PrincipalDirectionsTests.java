package io.celesteos.bench.retrieval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrincipalDirectionsTests {

    /** Rows (2, 2) and (1, -1): second moment (2.5, 1.5; 1.5, 2.5), eigenvalues 4 and 1. */
    @Test
    void theDirectionOfMostLengthIsFirst() {
        PrincipalDirections directions = new PrincipalDirections(2);
        directions.add(new Rows(new float[] {2, 2, 1, -1}, 2));

        PrincipalDirections.Solution solution = directions.solve();

        assertThat(directions.rows()).isEqualTo(2);
        assertThat(solution.vectors()[0]).containsExactly(new double[] {Math.sqrt(0.5), Math.sqrt(0.5)}, within(1e-9));
        assertThat(Math.abs(solution.vectors()[1][0] + solution.vectors()[1][1]))
                .isLessThan(1e-9);
        assertThat(solution.shares()).containsExactly(new double[] {0.8, 0.2}, within(1e-9));
    }

    @Test
    void allDirectionsTogetherKeepEveryDotProduct() throws IOException {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
        Rows rows = new Rows(new float[40 * 12], 12);
        for (int i = 0; i < rows.values().length; i++) {
            rows.values()[i] = (float) (random.nextGaussian() * (1 + i % 12));
        }
        Rows unit = rows.pooled(1);
        PrincipalDirections directions = new PrincipalDirections(12);
        directions.add(unit);
        PrincipalDirections.Solution solution = directions.solve();
        float[] values = new float[12 * 12];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) solution.vectors()[i / 12][i % 12];
        }

        Rows projected = unit.projected(new ProjectionFile(values, 12), 12);

        assertThat(projected.maxSim(projected)).isCloseTo(1, within(1e-5));
        double before = new Rows(unit.values().clone(), 12).maxSim(new Rows(slice(unit, 5), 12));
        double after = projected.maxSim(new Rows(slice(projected, 5), 12));
        assertThat(after).isCloseTo(before, within(1e-5));
    }

    private static float[] slice(Rows rows, int count) {
        return java.util.Arrays.copyOf(rows.values(), count * rows.dimensions());
    }

    @Test
    void aWrittenFileIsReadBack(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("new/model.pca");
        new ProjectionFile(new float[] {1, 2, 3, 4, 5, 6}, 3).write(file);

        ProjectionFile read = ProjectionFile.read(file);

        assertThat(read.dimensions()).isEqualTo(3);
        assertThat(read.directions()).containsExactly(1, 2, 3, 4, 5, 6);
    }
}

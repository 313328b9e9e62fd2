package io.celesteos.bench.retrieval;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Eigenvectors of the second moment of many rows, by Jacobi's rotations (Golub and Van Loan, Matrix Computations,
 * section 8.5): slow, short, and the same on every machine. Not centred, because dot products are what a
 * projection is to keep.
 */
public final class PrincipalDirections {

    private static final int MAX_SWEEPS = 30;
    private static final double SMALL = 1e-12;

    private final int dimensions;
    private final double[][] moment;
    private long rows;

    public PrincipalDirections(int dimensions) {
        this.dimensions = dimensions;
        this.moment = new double[dimensions][dimensions];
    }

    public void add(Rows more) {
        float[] values = more.values();
        for (int from = 0; from < values.length; from += dimensions, rows++) {
            for (int i = 0; i < dimensions; i++) {
                double left = values[from + i];
                for (int j = i; j < dimensions; j++) {
                    moment[i][j] += left * values[from + j];
                }
            }
        }
    }

    public long rows() {
        return rows;
    }

    /**
     * @param vectors one a row, of unit length, largest eigenvalue first, each with its largest component positive
     * @param shares of each in the sum of all eigenvalues
     */
    public record Solution(double[][] vectors, double[] shares) {}

    public Solution solve() {
        double[][] a = new double[dimensions][dimensions];
        double[][] v = new double[dimensions][dimensions];
        for (int i = 0; i < dimensions; i++) {
            for (int j = i; j < dimensions; j++) {
                a[i][j] = moment[i][j] / rows;
                a[j][i] = a[i][j];
            }
            v[i][i] = 1;
        }
        for (int sweep = 0; sweep < MAX_SWEEPS && offDiagonal(a) > SMALL; sweep++) {
            for (int p = 0; p < dimensions; p++) {
                for (int q = p + 1; q < dimensions; q++) {
                    rotate(a, v, p, q);
                }
            }
        }
        return sorted(a, v);
    }

    private double offDiagonal(double[][] a) {
        double squares = 0;
        double diagonal = 0;
        for (int i = 0; i < dimensions; i++) {
            diagonal += a[i][i] * a[i][i];
            for (int j = 0; j < i; j++) {
                squares += 2 * a[i][j] * a[i][j];
            }
        }
        return squares / diagonal;
    }

    /** Makes {@code a[p][q]} zero; rows of {@code v} gather the rotations. */
    private void rotate(double[][] a, double[][] v, int p, int q) {
        if (a[p][q] == 0) {
            return;
        }
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double c = 1 / Math.sqrt(t * t + 1);
        double s = t * c;
        for (int k = 0; k < dimensions; k++) {
            double kp = a[k][p];
            double kq = a[k][q];
            a[k][p] = c * kp - s * kq;
            a[k][q] = s * kp + c * kq;
        }
        for (int k = 0; k < dimensions; k++) {
            double pk = a[p][k];
            double qk = a[q][k];
            a[p][k] = c * pk - s * qk;
            a[q][k] = s * pk + c * qk;
            double vp = v[p][k];
            double vq = v[q][k];
            v[p][k] = c * vp - s * vq;
            v[q][k] = s * vp + c * vq;
        }
    }

    private Solution sorted(double[][] a, double[][] v) {
        double sum = IntStream.range(0, dimensions).mapToDouble(i -> a[i][i]).sum();
        int[] order = IntStream.range(0, dimensions)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> a[i][i]).reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        double[][] vectors = new double[dimensions][];
        double[] shares = new double[dimensions];
        for (int n = 0; n < dimensions; n++) {
            vectors[n] = facing(v[order[n]]);
            shares[n] = a[order[n]][order[n]] / sum;
        }
        return new Solution(vectors, shares);
    }

    private static double[] facing(double[] vector) {
        double largest = 0;
        for (double component : vector) {
            largest = Math.abs(component) > Math.abs(largest) ? component : largest;
        }
        double[] facing = vector.clone();
        for (int d = 0; d < facing.length && largest < 0; d++) {
            facing[d] = -facing[d];
        }
        return facing;
    }
}

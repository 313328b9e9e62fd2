package io.celesteos.bench.embedding;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import io.celesteos.bench.retrieval.PrincipalDirections;
import io.celesteos.bench.retrieval.Rows;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./celeste bench word-pieces}: what bge-small-en-v1.5 makes of each piece of its vocabulary standing alone,
 * projected to few dimensions. The nlp-service's tagger reads them (its {@code WordPieces} describes the file).
 *
 * <p>The idea of taking a transformer's output for single pieces as static vectors, projected by principal component
 * analysis, is Model2Vec's (Tulkens and van Dongen, 2024).
 */
@Command(
        name = "word-pieces",
        mixinStandardHelpOptions = true,
        description = "Make the word vectors that the nlp-service's tagger ships with.")
public final class WordPiecesCommand implements Callable<Integer> {

    private static final String WEIGHTS = "/bge-small-en-v1.5-q.onnx";
    private static final String TOKENIZER = "/bge-small-en-v1.5-q-tokenizer.json";
    private static final Pattern LETTERS = Pattern.compile("(##)?[a-z]+");
    private static final int WIDTH = 384;
    private static final long CLS = 101;
    private static final long SEP = 102;

    private final PrintStream out;

    @Option(names = "--dimensions", defaultValue = "64", description = "Default: ${DEFAULT-VALUE}")
    private int dimensions;

    @Option(
            names = "--out",
            defaultValue = "nlp-service/src/main/resources/tagger/word-pieces.bin.gz",
            description = "Default: ${DEFAULT-VALUE}")
    @SuppressWarnings("NullAway.Init") // set by picocli
    private Path file;

    public WordPiecesCommand(PrintStream out) {
        this.out = out;
    }

    private record Piece(String name, long id) {}

    @Override
    public Integer call() throws IOException {
        List<Piece> pieces = pieces();
        float[] vectors = vectors(pieces);
        centre(vectors);
        PrincipalDirections directions = new PrincipalDirections(WIDTH);
        directions.add(new Rows(vectors, WIDTH));
        PrincipalDirections.Solution solution = directions.solve();
        write(pieces, project(vectors, solution));
        out.printf(
                Locale.ROOT,
                "%d pieces, %d dimensions that keep %.1f %% of the variance; written to %s%n",
                pieces.size(),
                dimensions,
                100 * Arrays.stream(solution.shares(), 0, dimensions).sum(),
                file);
        return 0;
    }

    private static List<Piece> pieces() throws IOException {
        try (InputStream json = resource(TOKENIZER)) {
            JsonNode vocabulary =
                    JsonMapper.builder().build().readTree(json).get("model").get("vocab");
            List<Piece> pieces = new ArrayList<>();
            for (Map.Entry<String, JsonNode> entry : vocabulary.properties()) {
                if (LETTERS.matcher(entry.getKey()).matches()) {
                    pieces.add(new Piece(entry.getKey(), entry.getValue().asLong()));
                }
            }
            pieces.sort(Comparator.comparingLong(Piece::id));
            return pieces;
        }
    }

    /** One unit vector a piece, one row after the other. One at a time: an int8 model's answer depends on the batch. */
    private static float[] vectors(List<Piece> pieces) throws IOException {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        float[] vectors = new float[pieces.size() * WIDTH];
        try (InputStream weights = resource(WEIGHTS);
                OrtSession session = environment.createSession(weights.readAllBytes())) {
            for (int i = 0; i < pieces.size(); i++) {
                long[] ids = {CLS, pieces.get(i).id(), SEP};
                try (OnnxTensor text = tensor(environment, ids);
                        OnnxTensor mask = tensor(environment, new long[] {1, 1, 1});
                        OnnxTensor types = tensor(environment, new long[ids.length]);
                        OrtSession.Result result = session.run(
                                Map.of("input_ids", text, "attention_mask", mask, "token_type_ids", types))) {
                    FloatBuffer hidden = ((OnnxTensor) result.get(0)).getFloatBuffer();
                    hidden.get(WIDTH, vectors, i * WIDTH, WIDTH);
                }
                unit(vectors, i * WIDTH);
            }
        } catch (OrtException failure) {
            throw new IOException("ONNX Runtime cannot run " + WEIGHTS, failure);
        }
        return vectors;
    }

    private static OnnxTensor tensor(OrtEnvironment environment, long[] values) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), new long[] {1, values.length});
    }

    private static void unit(float[] vectors, int from) {
        double squares = 0;
        for (int d = from; d < from + WIDTH; d++) {
            squares += (double) vectors[d] * vectors[d];
        }
        for (int d = from; d < from + WIDTH; d++) {
            vectors[d] = (float) (vectors[d] / Math.sqrt(squares));
        }
    }

    private static void centre(float[] vectors) {
        double[] mean = new double[WIDTH];
        for (int i = 0; i < vectors.length; i++) {
            mean[i % WIDTH] += vectors[i];
        }
        int rows = vectors.length / WIDTH;
        for (int i = 0; i < vectors.length; i++) {
            vectors[i] -= (float) (mean[i % WIDTH] / rows);
        }
    }

    /** Scaled to a mean square of 1 over all that is kept. */
    private double[][] project(float[] vectors, PrincipalDirections.Solution solution) {
        int rows = vectors.length / WIDTH;
        double[][] projected = new double[rows][dimensions];
        double squares = 0;
        for (int row = 0; row < rows; row++) {
            for (int n = 0; n < dimensions; n++) {
                for (int d = 0; d < WIDTH; d++) {
                    projected[row][n] += vectors[row * WIDTH + d] * solution.vectors()[n][d];
                }
                squares += projected[row][n] * projected[row][n];
            }
        }
        double scale = Math.sqrt(squares / ((double) rows * dimensions));
        for (double[] row : projected) {
            for (int n = 0; n < dimensions; n++) {
                row[n] /= scale;
            }
        }
        return projected;
    }

    private void write(List<Piece> pieces, double[][] vectors) throws IOException {
        float[] steps = new float[dimensions];
        for (double[] vector : vectors) {
            for (int n = 0; n < dimensions; n++) {
                steps[n] = Math.max(steps[n], (float) (Math.abs(vector[n]) / Byte.MAX_VALUE));
            }
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (var stream = new DataOutputStream(new GZIPOutputStream(Files.newOutputStream(file)))) {
            stream.writeInt(dimensions);
            stream.writeInt(pieces.size());
            for (float step : steps) {
                stream.writeFloat(step);
            }
            for (int i = 0; i < vectors.length; i++) {
                stream.writeUTF(pieces.get(i).name());
                for (int n = 0; n < dimensions; n++) {
                    stream.writeByte((int) Math.round(vectors[i][n] / steps[n]));
                }
            }
        }
    }

    private static InputStream resource(String name) throws IOException {
        InputStream content = WordPiecesCommand.class.getResourceAsStream(name);
        if (content == null) {
            throw new IOException(name + " is not on the class path");
        }
        return content;
    }
}

package io.celesteos.bench.retrieval;

import io.celesteos.contracts.embedding.EmbedRequest;
import io.celesteos.contracts.embedding.EmbeddingClient;
import io.celesteos.contracts.embedding.InputType;
import io.celesteos.contracts.embedding.RerankRequest;
import io.celesteos.contracts.embedding.RerankResponse;
import io.celesteos.contracts.embedding.TokenEmbeddingsRequest;
import io.celesteos.contracts.embedding.TokenEmbeddingsResponse;
import io.celesteos.contracts.embedding.TokenEncoding;
import io.celesteos.contracts.web.JsonStrictness;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The embedding-service under measurement, asked each question once. */
final class MeasuredService {

    /** Of about 250 tokens each: a few seconds of two cores, and 6 MB of float32 token vectors in Base64. */
    private static final int BATCH = 12;

    private final EmbeddingClient client;
    private final AnswerLog log;
    private final String model;
    private final Consumer<String> progress;
    private final JsonMapper json = JsonStrictness.mapper();

    /** @param model name of the embedding model */
    MeasuredService(EmbeddingClient client, AnswerLog log, String model, Consumer<String> progress) {
        this.client = client;
        this.log = log;
        this.model = model;
        this.progress = progress;
    }

    List<float[]> embed(List<String> texts, InputType role) throws IOException {
        String question = "embed " + model + " " + role + " ";
        fill(
                texts,
                question,
                batch -> client.embed(new EmbedRequest(batch, model, true, role, true)).embeddings().stream()
                        .map(MeasuredService::bytes)
                        .toList());
        List<float[]> vectors = new ArrayList<>(texts.size());
        for (String text : texts) {
            vectors.add(floats(Objects.requireNonNull(log.get(question + text))));
        }
        return vectors;
    }

    /** The packed rows of each text are then in {@link #rows}. */
    void fetchRows(List<String> texts, TokenForm form) throws IOException {
        fill(
                texts,
                question(form),
                batch -> tokenVectors(batch, form).embeddings().stream()
                        .map(embedding -> Base64.getDecoder().decode(embedding.vectors()))
                        .toList());
    }

    /** Asked for now, past what is on disk. */
    TokenEmbeddingsResponse tokenVectors(List<String> texts, TokenForm form) {
        return client.tokenEmbeddings(new TokenEmbeddingsRequest(
                texts, model, null, form.dropStopWords(), form.pool(), form.dimensions(), form.encoding()));
    }

    byte[] rows(String text, TokenForm form) throws IOException {
        byte[] rows = log.get(question(form) + text);
        if (rows == null) {
            throw new IllegalStateException("not fetched: " + text);
        }
        return rows;
    }

    private String question(TokenForm form) {
        return "tokens " + model + " " + form + " ";
    }

    /** @param reranker name of a scorer; null for the service's default */
    RerankResponse rerank(@Nullable String reranker, String query, List<String> documents, List<Double> firstStage)
            throws IOException {
        RerankRequest request = new RerankRequest(query, documents, null, reranker, firstStage, 0.5);
        String question = "rerank " + json.writeValueAsString(request);
        byte[] before = log.get(question);
        if (before != null) {
            return json.readValue(before, RerankResponse.class);
        }
        RerankResponse answer = client.rerank(request);
        if (answer.scored() != documents.size()) {
            throw new IOException("only " + answer.scored() + " of " + documents.size() + " were scored in time");
        }
        log.put(question, json.writeValueAsBytes(answer));
        return answer;
    }

    private interface Ask {
        List<byte[]> of(List<String> batch);
    }

    private void fill(List<String> texts, String question, Ask ask) throws IOException {
        List<String> missing = texts.stream()
                .distinct()
                .filter(text -> !log.has(question + text))
                .toList();
        for (int from = 0; from < missing.size(); from += BATCH) {
            List<String> batch = missing.subList(from, Math.min(from + BATCH, missing.size()));
            List<byte[]> answers = ask.of(batch);
            for (int i = 0; i < batch.size(); i++) {
                log.put(question + batch.get(i), answers.get(i));
            }
            if (from / BATCH % 20 == 0) {
                progress.accept(question.strip() + ": " + (from + batch.size()) + " of " + missing.size());
            }
        }
    }

    private static byte[] bytes(float[] vector) {
        ByteBuffer bytes = ByteBuffer.allocate(vector.length * Float.BYTES);
        bytes.asFloatBuffer().put(vector);
        return bytes.array();
    }

    private static float[] floats(byte[] bytes) {
        float[] vector = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).asFloatBuffer().get(vector);
        return vector;
    }

    /** A way to ask for token vectors. */
    record TokenForm(
            boolean dropStopWords, int pool, @Nullable Integer dimensions, TokenEncoding encoding) {}
}

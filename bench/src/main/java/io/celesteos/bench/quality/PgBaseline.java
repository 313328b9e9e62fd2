package io.celesteos.bench.quality;

import io.celesteos.contracts.embedding.EmbedRequest;
import io.celesteos.contracts.embedding.EmbeddingClient;
import io.celesteos.contracts.embedding.InputType;
import io.celesteos.contracts.search.HitType;
import io.celesteos.contracts.web.JsonStrictness;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the old workflow did, in SQL over the same chunks and vectors: the ten nearest of a cosine distance below 0.3,
 * the ten best by {@code ts_rank} over {@code plainto_tsquery}, joined by {@code 0.6 * similarity + 0.4 * rank}. All
 * vectors are compared: what an index would have missed is not held against it. Records were not searched.
 */
final class PgBaseline implements Contender {

    private static final String SEARCH = """
            with near as (
                select v.chunk_id as id, 1 - (v.embedding <=> cast(:vector as vector)) as similarity
                from %s v where v.yacht_id = :yacht and (v.embedding <=> cast(:vector as vector)) < 0.3
                order by v.embedding <=> cast(:vector as vector), v.chunk_id limit 10),
            worded as (
                select c.id, ts_rank(c.search_vector, plainto_tsquery('english', :query)) as rank
                from document_chunks c
                where c.yacht_id = :yacht and c.search_vector @@ plainto_tsquery('english', :query)
                order by rank desc, c.id limit 10)
            select c.content, c.metadata::text as metadata
            from near full join worded using (id) join document_chunks c using (id)
            order by 0.6 * coalesce(near.similarity, 0) + 0.4 * coalesce(worded.rank, 0) desc, id
            limit :depth""";
    private static final String VECTORS = "chunk_vectors_bge_small_en_v15";
    private static final TypeReference<Map<String, Object>> METADATA = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final EmbeddingClient embedding;
    private final JsonMapper json = JsonStrictness.mapper();

    /** @param owner connections that see every yacht's rows */
    PgBaseline(DataSource owner, EmbeddingClient embedding) {
        this.jdbc = JdbcClient.create(owner);
        this.embedding = embedding;
    }

    @Override
    public String name() {
        return "baseline";
    }

    @Override
    public Answer ask(Question question, int depth) throws IOException {
        List<Found> results = jdbc.sql(SEARCH.formatted(VECTORS))
                .param("vector", vector(question.text()))
                .param("query", question.text())
                .param("yacht", question.yacht().value())
                .param("depth", depth)
                .query((row, n) -> new Found(
                        HitType.DOCUMENT_CHUNK,
                        row.getString("content"),
                        json.readValue(row.getString("metadata"), METADATA)))
                .list();
        return new Answer(results, false, false);
    }

    private String vector(String query) throws IOException {
        float[] values = SearchApi.inContext(
                        () -> embedding.embed(new EmbedRequest(List.of(query), null, true, InputType.QUERY, true)))
                .embeddings()
                .getFirst();
        StringJoiner text = new StringJoiner(",", "[", "]");
        for (float value : values) {
            text.add(String.format(Locale.ROOT, "%.8g", value));
        }
        return text.toString();
    }
}

package io.celesteos.bench.quality;

import io.celesteos.contracts.embedding.EmbedRequest;
import io.celesteos.contracts.embedding.EmbeddingClient;
import io.celesteos.contracts.embedding.InputType;
import io.celesteos.contracts.search.HitType;
import io.celesteos.contracts.web.JsonStrictness;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What the old workflow did, over the same chunks and vectors: the ten nearest of a cosine distance below 0.3, the ten
 * best by {@code ts_rank} over {@code plainto_tsquery}, joined by {@code 0.6 * similarity + 0.4 * rank}. Records were
 * not searched.
 */
final class PgBaseline implements Contender {

    private static final String SEARCH = """
            with near as (
                select * from unnest(cast(:ids as uuid[]), cast(:similarities as float8[])) as n(id, similarity)),
            worded as (
                select c.id, ts_rank(c.search_vector, plainto_tsquery('english', :query)) as rank
                from document_chunks c
                where c.yacht_id = :yacht and c.search_vector @@ plainto_tsquery('english', :query)
                order by rank desc, c.id limit 10)
            select c.content, c.metadata::text as metadata
            from near full join worded using (id) join document_chunks c using (id)
            order by 0.6 * coalesce(near.similarity, 0) + 0.4 * coalesce(worded.rank, 0) desc, id
            limit :depth""";
    private static final TypeReference<Map<String, Object>> METADATA = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final EmbeddingClient embedding;
    private final Nearest vectors;
    private final JsonMapper json = JsonStrictness.mapper();

    /** @param owner connections that see every yacht's rows */
    PgBaseline(DataSource owner, EmbeddingClient embedding, Nearest vectors) {
        this.jdbc = JdbcClient.create(owner);
        this.embedding = embedding;
        this.vectors = vectors;
    }

    @Override
    public String name() {
        return SetResult.BASELINE;
    }

    @Override
    public Answer ask(Question question, int depth) throws IOException {
        float[] query = SearchApi.inContext(() ->
                        embedding.embed(new EmbedRequest(List.of(question.text()), null, true, InputType.QUERY, true)))
                .embeddings()
                .getFirst();
        Map<UUID, Double> near = vectors.nearest(question.yacht(), query);
        List<Found> results = jdbc.sql(SEARCH)
                .param("ids", array(near.keySet()))
                .param("similarities", array(near.values()))
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

    private static String array(Collection<?> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}"));
    }
}

package io.celesteos.bench.quality;

import io.celesteos.contracts.client.ClientSettings;
import io.celesteos.contracts.client.ServiceClient;
import io.celesteos.contracts.embedding.EmbeddingClient;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.sql.DataSource;

/** The test questions over the demo yachts of a suite that already runs: the measurement at the size of a test. */
public final class DemoQuality {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private DemoQuality() {}

    /**
     * Shares of questions, 0 to 1.
     *
     * @param baseline whose first result of the old workflow is the best page there is
     * @param first whose first result of the search is the best page there is
     * @param useful whose first result of the search is an answer at all
     * @param missed the questions of the rest, for a person to read
     */
    public record Figures(double baseline, double first, double useful, List<String> missed) {

        public Figures {
            missed = List.copyOf(missed);
        }
    }

    /**
     * @param demo folder of the demo yachts
     * @param questions how many, chosen by the hash of their ids
     * @param owner connections that see every yacht's rows; the database needs no pgvector
     */
    public static Figures measure(Path demo, int questions, URI searchEngine, URI embedding, DataSource owner)
            throws IOException {
        PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        QuestionSet set = DemoQueries.read(demo, "test").sampled(questions);
        try (ServiceClient search = client("search-engine", searchEngine);
                ServiceClient embeddings = client("embedding-service", embedding)) {
            Contender baseline = new PgBaseline(owner, EmbeddingClient.over(embeddings), new StoredNearest(owner));
            Contender whole = SearchApi.all(search).getLast();
            SetResult result = new QualityRun(2, PATIENCE, silent).measure(set, List.of(baseline, whole));
            SystemResult ours = result.systems().getLast();
            return new Figures(
                    result.systems().getFirst().first(),
                    ours.first(),
                    ours.useful(),
                    new MissedQueries(result).lines());
        }
    }

    private static ServiceClient client(String name, URI url) {
        return new ServiceClient(ClientSettings.of(name, url, TIMEOUT));
    }
}

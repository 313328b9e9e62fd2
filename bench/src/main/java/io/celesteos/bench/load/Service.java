package io.celesteos.bench.load;

import io.celesteos.bench.engine.EngineProcess;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** The service as its callers reach it, over HTTP, with the query's vector given and without reranking. */
final class Service implements Contender {

    static final int TOP_K = 10;

    /** Candidates each branch of the service finds, whatever is asked for. */
    static final int WINDOW = 100;

    private final EngineProcess engine;
    private final Kind kind;
    private final String type;

    /** Made once: writing JSON is the caller's work. */
    private final Map<LoadQuery, byte[]> requests = new ConcurrentHashMap<>();

    private Service(EngineProcess engine, Kind kind, String type) {
        this.engine = engine;
        this.kind = kind;
        this.type = type;
    }

    static List<Contender> all(EngineProcess engine) {
        return List.of(
                new Floor(engine),
                new Service(engine, Kind.WORDS, "bm25"),
                new Service(engine, Kind.VECTORS, "vector"),
                new Service(engine, Kind.HYBRID, "hybrid"));
    }

    @Override
    public String name() {
        return "service " + type;
    }

    @Override
    public Kind kind() {
        return kind;
    }

    @Override
    public boolean raw() {
        return false;
    }

    @Override
    public Reply ask(LoadQuery query) throws IOException {
        byte[] response = engine.search(requests.computeIfAbsent(query, this::request));
        return () -> {
            Map<String, Double> stages = new LinkedHashMap<>();
            JsonNode answer = EngineProcess.whole(response);
            answer.at("/search_metadata/timings_ms")
                    .properties()
                    .forEach(
                            stage -> stages.put(stage.getKey(), stage.getValue().asDouble(0)));
            return stages;
        };
    }

    private byte[] request(LoadQuery query) {
        return engine.request(query.text(), type, kind == Kind.WORDS ? null : query.vector(), Map.of(), TOP_K);
    }

    /** What any call to the service costs before it has done anything. */
    private record Floor(EngineProcess engine) implements Contender {
        @Override
        public String name() {
            return "floor: GET /health";
        }

        @Override
        public Kind kind() {
            return Kind.FLOOR;
        }

        @Override
        public boolean raw() {
            return false;
        }

        @Override
        public Reply ask(LoadQuery query) throws IOException {
            engine.health();
            return Reply.SILENT;
        }
    }
}

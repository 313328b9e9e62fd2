package io.celesteos.streaming.sse;

/** The example in the API document. */
final class SseExample {

    static final String STREAM = """
            retry: 3000
            id: 3uZlEwqYb1m0V9sXrT5cGA.1
            event: start
            data: {"type":"search_start","query":"CAT 3512 overheating","request_id":"4a1c"}

            id: 3uZlEwqYb1m0V9sXrT5cGA.2
            event: result
            data: {"type":"document_chunk","id":"6f1c2a7e-0c7b-4f0e-9a55-0d8f6f0c1b11","score":0.92,"title":"Main engine manual","rank":1,"stage":"lexical"}

            id: 3uZlEwqYb1m0V9sXrT5cGA.3
            event: rerank
            data: {"results":[{"id":"6f1c2a7e-0c7b-4f0e-9a55-0d8f6f0c1b11","score":0.95,"rank":1}],"reranked":true,"search_type":"hybrid"}

            id: 3uZlEwqYb1m0V9sXrT5cGA.4
            event: llm_chunk
            data: {"content":"Stop the engine when the coolant passes 98 °C. [1]","chunk_id":1,"kind":"extractive"}

            id: end-3uZlEwqYb1m0V9sXrT5cGA.5
            event: complete
            data: {"total_results":1,"latency_ms":45,"timings_ms":{"lexical":6.1},"degraded":[],"request_id":"4a1c"}

            """;

    private SseExample() {}
}

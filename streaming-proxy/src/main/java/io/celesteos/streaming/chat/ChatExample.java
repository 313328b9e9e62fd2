package io.celesteos.streaming.chat;

/** The example in the API document. */
final class ChatExample {

    static final String STREAM = """
            data: {"type":"start","messageId":"0f9c1a54-7f0e-4a0e-8a38-2f9fd1a0a7c1","messageMetadata":{"request_id":"4a1c"}}

            data: {"type":"start-step"}

            data: {"type":"data-results","id":"results","data":{"results":[{"id":"6f1c2a7e-0c7b-4f0e-9a55-0d8f6f0c1b11","type":"document_chunk","title":"Main engine manual","snippet":"Stop the engine","score":0.92,"rank":1,"stage":"lexical","metadata":{"title":"Main engine manual"}}]}}

            data: {"type":"text-start","id":"answer","providerMetadata":{"celeste":{"kind":"extractive"}}}

            data: {"type":"text-delta","id":"answer","delta":"Stop the engine when the coolant passes 98 °C. [1]"}

            data: {"type":"text-end","id":"answer"}

            data: {"type":"source-document","sourceId":"1","mediaType":"text/plain","title":"Main engine manual","providerMetadata":{"celeste":{"number":1,"id":"6f1c2a7e-0c7b-4f0e-9a55-0d8f6f0c1b11","title":"Main engine manual","quote":"Stop the engine when the coolant passes 98 °C."}}}

            data: {"type":"data-complete","id":"complete","data":{"total_results":1,"latency_ms":45,"timings_ms":{"lexical":6.1},"degraded":[],"request_id":"4a1c"}}

            data: {"type":"finish-step"}

            data: {"type":"finish","finishReason":"stop"}

            data: [DONE]

            """;

    private ChatExample() {}
}

/**
 * What the streaming-proxy adds to each event, with many streams open. {@code LoadStreamCommand} reads the options into
 * a {@code StreamPlan}; {@code StreamBench} starts {@code FakeUpstreams} in this process, which speak the wire of the
 * search-engine, the nlp-service and a language model and write into each event when they sent it, and the proxy's jar
 * before them. {@code OpenStream}s read the events, some from the proxy and some from the language model directly.
 * {@code StreamFindings} is what came out, {@code StreamReport} and {@code StreamPlot} say it.
 */
@NullMarked
package io.celesteos.bench.load.stream;

import org.jspecify.annotations.NullMarked;

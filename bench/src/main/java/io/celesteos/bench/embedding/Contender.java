package io.celesteos.bench.embedding;

import java.io.IOException;
import java.util.List;

/** One way from texts to vectors. Not thread-safe unless it says so. */
interface Contender {

    /** As in the table. */
    String name();

    Kind kind();

    /**
     * All texts to vectors, tokenisation, pooling and normalisation included.
     *
     * @return milliseconds until the last vector was there
     * @throws IOException when there is no answer
     */
    double embed(List<String> texts) throws IOException;

    /** The vector of one text, to see that all compute the same. */
    float[] vector(String text) throws IOException;

    /** What a contender is measured for. */
    enum Kind {
        /** The runtime itself, in this process: the floor. */
        RAW,
        /** What a Node.js program would use. */
        NODE,
        /** The embedding-service over HTTP. */
        OURS
    }
}

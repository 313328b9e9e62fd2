package io.celesteos.bench.vectors;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Collection;

/** Something that finds the nearest chunks. */
interface Contender {

    String name();

    /** The ten nearest that the share keeps. */
    Found find(float[] query, Share share) throws IOException, SQLException;

    /**
     * What was found.
     *
     * @param ownMillis the time the finder itself gives for the search; NaN where it gives none
     */
    record Found(Collection<Integer> chunks, double ownMillis) {}
}

package io.celesteos.bench.load;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;

/** Something that finds ten chunks. Thread-safe for as many callers as the plan has. */
interface Contender {

    String name();

    Kind kind();

    /** Whether it is a library or a database without the service. */
    boolean raw();

    /** Returns when the answer is there; reading it is left to the {@link Reply} and not timed. */
    Reply ask(LoadQuery query) throws IOException, SQLException;

    /** An answer as it came. */
    @FunctionalInterface
    interface Reply {

        /** Of one that says nothing about itself. */
        Reply SILENT = Map::of;

        /**
         * The stages the contender itself names, in milliseconds.
         *
         * @throws IOException when the answer is not a whole one
         */
        Map<String, Double> stages() throws IOException;
    }
}

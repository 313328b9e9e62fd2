package io.celesteos.gateway.fallback.search;

/**
 * What a yacht's vectors were made by.
 *
 * @param name they are stored under
 * @param model of the embedding-service
 * @param table of pgvector that could hold them, by name
 * @param inPgvector whether the table is there and holds all of them
 * @param few whether they are few enough to be compared one by one
 */
record VectorSpace(String name, String model, int dimensions, String table, boolean inPgvector, boolean few) {

    boolean searchable() {
        return inPgvector || few;
    }
}

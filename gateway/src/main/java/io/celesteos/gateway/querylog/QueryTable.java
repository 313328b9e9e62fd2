package io.celesteos.gateway.querylog;

import java.util.List;

/** The table of queries. */
interface QueryTable {

    /** Each line within its own yacht's row-level security; throws when any was not stored. */
    void insert(List<AskedQuery> queries);
}

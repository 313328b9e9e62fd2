package io.celesteos.gateway.querylog;

/** Where queries are noted. Never blocks and never throws: an answer does not wait for its log. */
public interface QueryLog {

    void add(AskedQuery query);
}

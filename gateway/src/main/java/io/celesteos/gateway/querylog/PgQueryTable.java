package io.celesteos.gateway.querylog;

import io.celesteos.contracts.outcome.Degradation;
import io.celesteos.database.tenancy.TenantTransactions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@code search_queries} in PostgreSQL; one transaction for each yacht of a batch. */
final class PgQueryTable implements QueryTable {

    private static final String INSERT = """
            insert into search_queries (id, yacht_id, user_id, query, result_count, latency_ms, degraded)
            values (:id, :yacht, :user, :query, :results, :latency, string_to_array(:degraded, ','))""";

    private final TenantTransactions transactions;

    PgQueryTable(TenantTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void insert(List<AskedQuery> queries) {
        queries.stream()
                .collect(Collectors.groupingBy(AskedQuery::yacht, LinkedHashMap::new, Collectors.toList()))
                .forEach((yacht, own) -> transactions.write(yacht, jdbc -> {
                    own.forEach(query -> insert(jdbc, query));
                    return own.size();
                }));
    }

    private static void insert(JdbcClient jdbc, AskedQuery query) {
        jdbc.sql(INSERT)
                .param("id", UUID.randomUUID())
                .param("yacht", query.yacht().value())
                .param("user", query.userId())
                .param("query", query.query())
                .param("results", query.resultCount())
                .param("latency", query.latencyMillis())
                .param(
                        "degraded",
                        query.degraded().stream().map(Degradation::wireName).collect(Collectors.joining(",")))
                .update();
    }
}

package io.celesteos.database.tenancy;

import io.celesteos.contracts.tenancy.YachtId;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The only way to a tenant's rows: one transaction in which row-level security shows the rows of one yacht.
 *
 * <p>The setting is local to the transaction, so a pooler in transaction mode may hand the connection to
 * anybody afterwards. Thread-safe.
 */
public final class TenantTransactions {

    private final JdbcClient jdbc;
    private final TransactionTemplate writing;
    private final TransactionTemplate reading;

    public TenantTransactions(DataSource dataSource) {
        this.jdbc = JdbcClient.create(dataSource);
        var transactions = new DataSourceTransactionManager(dataSource);
        this.writing = new TransactionTemplate(transactions);
        this.reading = new TransactionTemplate(transactions);
        this.reading.setReadOnly(true);
    }

    /** Reads one yacht's rows. */
    public <T> T read(YachtId yacht, Function<JdbcClient, T> work) {
        return in(reading, yacht, work);
    }

    /** Reads and writes one yacht's rows; all of it is committed, or nothing when {@code work} throws. */
    public <T> T write(YachtId yacht, Function<JdbcClient, T> work) {
        return in(writing, yacht, work);
    }

    private <T> T in(TransactionTemplate transaction, YachtId yacht, Function<JdbcClient, T> work) {
        return transaction.execute(status -> {
            jdbc.sql("select set_config('celeste.yacht_id', :yacht, true)")
                    .param("yacht", yacht.toString())
                    .query(String.class)
                    .single();
            return work.apply(jdbc);
        });
    }
}

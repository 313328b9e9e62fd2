package io.celesteos.search.tenancy;

import io.celesteos.contracts.problem.ProblemException;
import io.celesteos.contracts.problem.ProblemType;
import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.database.tenancy.TenantTransactions;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/**
 * The database as this service uses it: one yacht's rows in a transaction under row-level security, and a
 * database that is away told as what it is, a 503 that may be tried again. Thread-safe.
 */
@Component
public final class YachtData {

    private static final Logger log = LoggerFactory.getLogger(YachtData.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

    private final TenantTransactions transactions;
    private final JdbcClient everywhere;

    public YachtData(DataSource dataSource) {
        this.transactions = new TenantTransactions(dataSource);
        this.everywhere = JdbcClient.create(dataSource);
    }

    /** @throws ProblemException {@code upstream_unavailable} when the database is away */
    public <T> T read(YachtId yacht, Function<JdbcClient, T> work) {
        return translating(() -> transactions.read(yacht, work));
    }

    /** @throws ProblemException {@code upstream_unavailable} when the database is away; nothing is written then */
    public <T> T write(YachtId yacht, Function<JdbcClient, T> work) {
        return translating(() -> transactions.write(yacht, work));
    }

    /** Tables that name no content: which yachts there are and their generations. */
    <T> T acrossYachts(Function<JdbcClient, T> work) {
        return translating(() -> work.apply(everywhere));
    }

    private static <T> T translating(Supplier<T> work) {
        try {
            return work.get();
        } catch (CannotCreateTransactionException
                | TransactionSystemException
                | DataAccessResourceFailureException
                | QueryTimeoutException away) {
            throw unavailable(away);
        } catch (TransientDataAccessException conflict) {
            // A deadlock's victim or a lost connection: nothing was written, the same request may succeed.
            throw unavailable(conflict);
        }
    }

    private static ProblemException unavailable(Exception cause) {
        log.debug("The database gave no answer", cause);
        return ProblemException.retryLater(
                ProblemType.UPSTREAM_UNAVAILABLE, "The database cannot be reached; try again shortly.", RETRY_AFTER);
    }
}

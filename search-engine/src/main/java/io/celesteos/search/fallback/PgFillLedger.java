package io.celesteos.search.fallback;

import io.celesteos.contracts.tenancy.YachtId;
import io.celesteos.search.tenancy.YachtData;
import java.util.UUID;

/** Tables {@code embedding_fills} and {@code embedding_spending}. A crash leaves at most one request set aside. */
final class PgFillLedger implements FillLedger {

    private static final String LEAD = """
            insert into embedding_fills as f (space, holder, held_until)
            values (:space, :holder, now() + interval '2 minutes')
            on conflict (space) do update set holder = excluded.holder, held_until = excluded.held_until
            where f.holder = excluded.holder or f.held_until < now()""";

    private static final String RESERVE = """
            insert into embedding_spending as s (space, day, tokens)
            select :space, (now() at time zone 'utc')::date, :tokens where :tokens <= :most
            on conflict (space, day) do update set tokens = s.tokens + excluded.tokens
            where s.tokens + excluded.tokens <= :most""";

    private static final String SETTLE = """
            update embedding_spending set tokens = greatest(0, tokens + :difference)
            where space = :space and day = (now() at time zone 'utc')::date""";

    private final YachtData data;
    private final String space;
    private final long tokensPerDay;
    private final UUID instance = UUID.randomUUID();

    PgFillLedger(YachtData data, String space, long tokensPerDay) {
        this.data = data;
        this.space = space;
        this.tokensPerDay = tokensPerDay;
    }

    @Override
    public boolean lead(YachtId yacht) {
        return data.write(
                yacht,
                jdbc -> jdbc.sql(LEAD)
                                .param("space", space)
                                .param("holder", instance)
                                .update()
                        > 0);
    }

    @Override
    public boolean reserve(YachtId yacht, long tokens) {
        return data.write(
                yacht,
                jdbc -> jdbc.sql(RESERVE)
                                .param("space", space)
                                .param("tokens", tokens)
                                .param("most", tokensPerDay)
                                .update()
                        > 0);
    }

    @Override
    public void settle(YachtId yacht, long reserved, long used) {
        if (used == reserved) {
            return;
        }
        data.write(
                yacht,
                jdbc -> jdbc.sql(SETTLE)
                        .param("space", space)
                        .param("difference", used - reserved)
                        .update());
    }
}

package io.celesteos.gateway.limits;

import io.celesteos.gateway.shared.Reply;
import io.celesteos.gateway.shared.Script;
import io.celesteos.gateway.shared.SharedScripts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Buckets that all gateways take from, by the clock of Redis. */
final class SharedBuckets {

    private static final Logger log = LoggerFactory.getLogger(SharedBuckets.class);

    /**
     * Arguments: the cost, then microseconds a unit and units of each key's bucket. Reply: whether all had enough,
     * the microseconds to wait, then for each key how many microseconds its bucket is from full. A key expires when
     * its bucket is full, as a missing one is. Times are written out: Lua would round them.
     */
    private static final Script TAKE = Script.of("""
            local time = redis.call('TIME')
            local now = time[1] * 1000000 + time[2]
            local cost = tonumber(ARGV[1])
            local wait = 0
            local starts, ends = {}, {}
            for i, key in ipairs(KEYS) do
              local unit = tonumber(ARGV[2 * i])
              local burst = tonumber(ARGV[2 * i + 1])
              local start = tonumber(redis.call('GET', key)) or now
              starts[i] = math.min(math.max(start, now), now + burst * unit)
              ends[i] = starts[i] + math.min(cost, burst) * unit
              wait = math.max(wait, ends[i] - now - burst * unit)
            end
            local allowed = wait < 1
            local reply = {allowed and 1 or 0, allowed and 0 or math.ceil(wait)}
            for i, key in ipairs(KEYS) do
              if allowed and ends[i] > now then
                local life = math.ceil((ends[i] - now) / 1000)
                redis.call('SET', key, string.format('%.0f', ends[i]), 'PX', life)
              end
              reply[#reply + 1] = math.ceil((allowed and ends[i] or starts[i]) - now)
            end
            return reply""");

    private final SharedScripts scripts;

    SharedBuckets(SharedScripts scripts) {
        this.scripts = scripts;
    }

    /** Empty when Redis gives no answer in time. */
    CompletableFuture<Optional<Standing>> take(List<String> keys, List<Bucket> buckets, int cost) {
        List<byte[]> arguments = new ArrayList<>();
        arguments.add(SharedScripts.argument(cost));
        for (Bucket bucket : buckets) {
            arguments.add(SharedScripts.argument(Double.toString(bucket.microsPerUnit())));
            arguments.add(SharedScripts.argument(bucket.burst()));
        }
        return scripts.run(TAKE, keys, arguments).thenApply(reply -> reply.flatMap(known -> standing(known, buckets)));
    }

    private static Optional<Standing> standing(Reply reply, List<Bucket> buckets) {
        try {
            List<Bucket.Level> levels = new ArrayList<>();
            for (int i = 0; i < buckets.size(); i++) {
                levels.add(buckets.get(i).level(reply.number(2 + i), 0));
            }
            return Optional.of(new Standing(reply.number(0) == 1, levels, Duration.ofNanos(reply.number(1) * 1_000)));
        } catch (IllegalStateException notOurs) {
            log.warn("A reply about limits is not one: {}", notOurs.toString());
            return Optional.empty();
        }
    }
}

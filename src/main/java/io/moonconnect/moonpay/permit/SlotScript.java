package io.moonconnect.moonpay.permit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.moonconnect.redis.RedisCommands;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

/** Takes batches of slots of the fleet's rate from Redis (5 or newer): GCRA on Redis' clock. */
final class SlotScript {

    /** Maximum pause: a slot further ahead was written before Redis' clock was set back. */
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /**
     * Whole microseconds throughout, so that sums are exact. The key expires a second after its last slot. It is
     * written even if nothing has changed, so that each answer shows that Redis accepts writes; otherwise the answer is
     * Redis' own error.
     */
    private static final String SCRIPT = """
            local time = redis.call('TIME')
            local now = time[1] * 1000000 + time[2]
            local interval, lead, horizon, wanted, pause, furthest =
                tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
            local slot = tonumber(redis.call('GET', KEYS[1]) or '') or 0
            if slot > now + furthest then
                slot = 0
            end
            slot = math.max(slot, now + lead)
            if pause > 0 then
                slot = math.max(slot, now + pause)
            end
            local first, taken = slot, 0
            while taken < wanted and slot - now <= horizon do
                slot = slot + interval
                taken = taken + 1
            end
            local life = math.max(math.ceil((slot - now) / 1000), 0) + 1000
            local done = redis.pcall('SET', KEYS[1], string.format('%.0f', slot), 'PX', string.format('%.0f', life))
            if done.err then
                return done
            end
            return {taken, first - now, slot - horizon - now}
            """;

    private static final String ONE_KEY = "1";

    private final RedisCommands redis;
    private final String key;
    private final Rate rate;

    /**
     * Result of the script.
     *
     * @param count number of slots, {@link Rate#interval()} apart
     * @param first time from Redis' now to the first one; negative for a past one
     * @param next time from Redis' now until another one can be taken
     */
    record Slots(int count, Duration first, Duration next) {

        /** Without the first of them. */
        Slots without(int less, long interval) {
            return new Slots(count - less, first.plusNanos(less * interval), next);
        }
    }

    SlotScript(Redis redis, String key, Rate rate) {
        this.redis = new RedisCommands(redis);
        this.key = key;
        this.rate = rate;
    }

    /**
     * @param wanted maximum number of slots
     * @param lead minimum time to the first one, so that it is still valid on arrival
     * @param horizon maximum time to the last one
     */
    Future<Slots> take(int wanted, Duration lead, Duration horizon) {
        return run(wanted, lead, horizon, Duration.ZERO);
    }

    /** Pauses the fleet; zero only checks that Redis accepts writes. */
    Future<Slots> pause(Duration pause) {
        return run(0, Duration.ZERO, Duration.ZERO, pause);
    }

    /**
     * Takes slots for permits that are already used: also those of the past, which no replica has taken.
     *
     * @param wanted maximum number of slots
     * @param past how long ago the first of them was used, at most a second
     * @param pause that other replicas may not know of; zero if there is none
     */
    Future<Slots> pay(int wanted, Duration past, Duration horizon, Duration pause) {
        return run(wanted, past.negated(), horizon, pause);
    }

    private Future<Slots> run(int wanted, Duration lead, Duration horizon, Duration pause) {
        Request eval = Request.cmd(Command.EVAL)
                .arg(SCRIPT)
                .arg(ONE_KEY)
                .arg(key)
                .arg(TimeUnit.NANOSECONDS.toMicros(rate.interval()))
                .arg(micros(lead))
                .arg(micros(horizon))
                .arg(wanted)
                .arg(micros(pause))
                .arg(micros(LONGEST_PAUSE.plusNanos(rate.tolerance())));
        return redis.send(eval).map(SlotScript::slots);
    }

    private static Slots slots(Response response) {
        return new Slots(response.get(0).toInteger(), duration(response.get(1)), duration(response.get(2)));
    }

    private static Duration duration(Response micros) {
        return Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(micros.toLong()));
    }

    private static long micros(Duration duration) {
        return TimeUnit.NANOSECONDS.toMicros(duration.toNanos());
    }
}

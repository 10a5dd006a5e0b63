package io.moonconnect.moonpay.permit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;

/** Takes slots of the fleet's common rate in Redis (5 or newer): GCRA, several slots at a time, by Redis' own clock. */
final class SlotScript {

    /** No pause is longer: a slot that is further ahead was written before Redis' clock was set back. */
    static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** All times are whole microseconds, so that sums of them are exact. The key outlives its last slot by a second. */
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
            if taken > 0 or pause > 0 then
                local life = math.ceil((slot - now) / 1000) + 1000
                redis.call('SET', KEYS[1], string.format('%.0f', slot), 'PX', string.format('%.0f', life))
            end
            return {taken, first - now, slot - horizon - now}
            """;

    private static final String ONE_KEY = "1";

    private final Redis redis;
    private final String key;
    private final Rate rate;

    /**
     * What Redis gave.
     *
     * @param count how many slots, {@link Rate#interval()} apart
     * @param first how far from Redis' now the first one is
     * @param next how far from Redis' now there is another one to be taken
     */
    record Slots(int count, Duration first, Duration next) {}

    SlotScript(Redis redis, String key, Rate rate) {
        this.redis = redis;
        this.key = key;
        this.rate = rate;
    }

    /**
     * @param wanted how many slots at most
     * @param lead how far from now the first one has to be, so that it is still good when we learn of it
     * @param horizon how far from now the last one may be
     */
    Future<Slots> take(int wanted, Duration lead, Duration horizon) {
        return run(wanted, lead, horizon, Duration.ZERO);
    }

    /** Gives no slot of the next so much to anybody; zero only asks whether Redis answers. */
    Future<Slots> pause(Duration pause) {
        return run(0, Duration.ZERO, Duration.ZERO, pause);
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
        try {
            return redis.send(eval).map(SlotScript::slots);
        } catch (RuntimeException closed) {
            return Future.failedFuture(closed);
        }
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

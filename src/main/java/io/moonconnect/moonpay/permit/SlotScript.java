package io.moonconnect.moonpay.permit;

import java.time.Duration;

import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;

/** Takes slots of the fleet's common rate in Redis: GCRA, several slots at a time, by Redis' own clock. */
final class SlotScript {

    /** All times are microseconds. The key outlives its last slot by a second: a clock set back cannot lock it for long. */
    private static final String SCRIPT = """
            local time = redis.call('TIME')
            local now = time[1] * 1000000 + time[2]
            local interval, lead, horizon, wanted, pause =
                tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5])
            local slot = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now + lead)
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
            return {taken, math.floor(first - now), math.ceil(slot - horizon - now)}
            """;

    private static final double NANOS_PER_MICRO = 1000;

    private final ReactiveRedisDataSource redis;
    private final String key;
    private final Rate rate;

    /**
     * What Redis gave.
     *
     * @param count how many slots, {@link Rate#interval()} apart
     * @param first how far from now the first one is
     * @param next how far from now there is another one to be taken
     */
    record Slots(int count, Duration first, Duration next) {}

    SlotScript(ReactiveRedisDataSource redis, String key, Rate rate) {
        this.redis = redis;
        this.key = key;
        this.rate = rate;
    }

    /**
     * @param wanted how many slots at most
     * @param lead how far from now the first one has to be, so that it is still good when we learn of it
     * @param horizon how far from now the last one may be
     */
    Uni<Slots> take(int wanted, Duration lead, Duration horizon) {
        return run(wanted, lead, horizon, Duration.ZERO);
    }

    /** Gives no slot to anybody for this long. */
    Uni<Slots> pause(Duration pause) {
        return run(0, Duration.ZERO, Duration.ZERO, pause);
    }

    private Uni<Slots> run(int wanted, Duration lead, Duration horizon, Duration pause) {
        return redis.execute(
                        "EVAL",
                        SCRIPT,
                        "1",
                        key,
                        String.valueOf(rate.interval() / NANOS_PER_MICRO),
                        micros(lead),
                        micros(horizon),
                        String.valueOf(wanted),
                        micros(pause))
                .map(SlotScript::slots);
    }

    private static Slots slots(Response response) {
        return new Slots(response.get(0).toInteger(), duration(response.get(1)), duration(response.get(2)));
    }

    private static Duration duration(Response micros) {
        return Duration.ofNanos(micros.toLong() * 1000);
    }

    private static String micros(Duration duration) {
        return String.valueOf(duration.toNanos() / 1000);
    }
}

package io.moonconnect.transaction;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.moonconnect.testing.FreePort;
import io.moonconnect.testing.RedisProcess;
import io.moonconnect.testing.TcpGate;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.redis.client.ProtocolVersion;
import io.vertx.redis.client.RedisOptions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

/** News of a transaction, in one replica and from one to the other by a real Redis. */
class TransactionChangesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration POLL = Duration.ofMillis(5);

    private final RedisProcess redis = RedisProcess.started();
    private final AnnouncingReplica one = replica(ProtocolVersion.RESP3);
    private final AnnouncingReplica other = replica(ProtocolVersion.RESP2);
    private final AtomicInteger woken = new AtomicInteger();

    @BeforeEach
    void bothHear() {
        awaitSubscriptions();
    }

    @AfterEach
    void stopAll() {
        one.close();
        other.close();
        redis.close();
    }

    @Test
    void an_announcement_wakes_the_listeners_of_its_own_replica_once_and_at_once() {
        one.changes().listen("tx-1", woken::incrementAndGet);
        one.changes().listen("tx-1", woken::incrementAndGet);
        one.changes().announce("tx-1");
        assertThat(woken).hasValue(2);
        hearsNothingMore(2);
    }

    @Test
    void an_announcement_to_one_replica_wakes_the_listener_on_the_other() {
        other.changes().listen("tx-1", woken::incrementAndGet);
        one.changes().announce("tx-1");
        await().atMost(PATIENCE).untilAtomic(woken, is(1));
        hearsNothingMore(1);
    }

    @Test
    void news_of_many_transactions_at_once_all_arrives_in_the_older_protocol_too_while_the_connection_is_checked() {
        for (int round = 0; round < 50; round++) {
            AtomicInteger heard = new AtomicInteger();
            List<String> ids = ids("round" + round, 200);
            ids.forEach(id -> other.changes().listen(id, heard::incrementAndGet));
            ids.forEach(one.changes()::announce);
            await().atMost(PATIENCE).pollInterval(POLL).untilAtomic(heard, is(200));
        }
        assertThat(one.lost()).isZero();
    }

    @Test
    void listeners_get_only_their_transaction_and_nothing_after_leaving() {
        Cancellable listening = one.changes().listen("tx-1", woken::incrementAndGet);
        one.changes().listen("tx-2", woken::incrementAndGet);
        listening.cancel();
        listening.cancel();
        one.changes().announce("tx-1");
        hearsNothingMore(0);
    }

    @Test
    void a_failing_listener_does_not_affect_others() {
        for (int i = 0; i < 5; i++) {
            one.changes().listen("tx-1", () -> {
                throw new IllegalStateException("planted");
            });
            one.changes().listen("tx-1", woken::incrementAndGet);
        }
        one.changes().announce("tx-1");
        assertThat(woken).hasValue(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "../customers", "a b", "tx\r\nPUBLISH"})
    void an_invalid_id_is_not_announced(String id) {
        other.changes().listen(id, woken::incrementAndGet);
        one.changes().listen(id, woken::incrementAndGet);
        one.changes().announce(id);
        hearsNothingMore(0);
    }

    @Test
    void a_redis_that_comes_back_carries_announcements_again() {
        other.changes().listen("tx-1", woken::incrementAndGet);
        redis.stop();
        await().atMost(PATIENCE).until(() -> !one.isSubscribed() && !other.isSubscribed());
        one.changes().listen("tx-1", woken::incrementAndGet);
        one.changes().announce("tx-1");
        assertThat(woken).as("in its own replica, without Redis").hasValue(1);
        redis.start();
        awaitSubscriptions();
        one.changes().announce("tx-1");
        await().atMost(PATIENCE).untilAtomic(woken, is(3));
    }

    @Test
    void a_hanging_redis_is_disconnected_and_uses_bounded_memory() {
        redis.hang();
        List<String> ids = ids("hung", 2000);
        ids.forEach(id -> one.changes().listen(id, woken::incrementAndGet));
        ids.forEach(one.changes()::announce);
        assertThat(woken).hasValue(2000);
        assertThat(one.lost()).isGreaterThanOrEqualTo(1700);
        await().atMost(PATIENCE).until(() -> !one.isSubscribed() && !other.isSubscribed());
        redis.resume();
        awaitSubscriptions();
        hearsNothingMore(2000);
    }

    @Test
    void after_a_fail_over_announcements_go_by_the_new_master_while_the_old_one_lives_on() {
        int port = FreePort.find();
        try (RedisProcess next = RedisProcess.started();
                TcpGate name = new TcpGate(port, redis.port());
                AnnouncingReplica first = replica("redis://localhost:" + port);
                AnnouncingReplica second = replica("redis://localhost:" + port)) {
            name.open();
            await().atMost(PATIENCE).until(() -> first.isSubscribed() && second.isSubscribed());
            second.changes().listen("tx-1", woken::incrementAndGet);
            name.lead(next.port());
            redis.replicate(1);
            await().atMost(PATIENCE)
                    .until(() -> next.send("PUBSUB NUMSUB announced").contains(":2"));
            await().atMost(PATIENCE).until(() -> first.isSubscribed() && second.isSubscribed());
            first.changes().announce("tx-1");
            await().atMost(PATIENCE).untilAtomic(woken, is(1));
        }
    }

    private static List<String> ids(String prefix, int count) {
        return IntStream.range(0, count).mapToObj(i -> prefix + "-" + i).toList();
    }

    private static AnnouncingReplica replica(String url) {
        return new AnnouncingReplica(new RedisOptions().setConnectionString(url));
    }

    private AnnouncingReplica replica(ProtocolVersion protocol) {
        return new AnnouncingReplica(
                new RedisOptions().setConnectionString(redis.url()).setPreferredProtocolVersion(protocol));
    }

    /** Whatever was under way has arrived once a later announcement of the same replica has made its way. */
    private void hearsNothingMore(int expected) {
        AtomicInteger mark = new AtomicInteger();
        one.changes().listen("mark", mark::incrementAndGet);
        other.changes().listen("mark", mark::incrementAndGet);
        one.changes().announce("mark");
        await().atMost(PATIENCE).untilAtomic(mark, is(2));
        assertThat(woken).hasValue(expected);
    }

    private void awaitSubscriptions() {
        await().atMost(PATIENCE).until(() -> one.isSubscribed() && other.isSubscribed());
    }
}

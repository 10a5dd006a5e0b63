package io.moonconnect.moonpay.inflight;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.moonconnect.moonpay.inflight.HeldCall.Asked;
import io.moonconnect.moonpay.permit.PermitClass;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

import static org.assertj.core.api.Assertions.assertThat;

/** Sharing of calls, and the effect of leaving. */
class InFlightTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String KEY = "methods of a customer";

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, String> memory = new HashMap<>();
    private final AtomicInteger joined = new AtomicInteger();
    private final InFlight<String, String> inFlight = new InFlight<>(vertx, memory::put, joined::incrementAndGet);
    private final HeldCall call = new HeldCall();

    @AfterEach
    void no_entry_is_left() {
        assertThat(inFlight.size()).isZero();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void equal_reads_share_one_call() {
        UniAssertSubscriber<String> one = join(KEY);
        UniAssertSubscriber<String> other = join(KEY);
        call.complete(0, "list");
        one.awaitItem(PATIENCE).assertItem("list");
        other.awaitItem(PATIENCE).assertItem("list");
        assertThat(call.made()).isEqualTo(1);
        assertThat(joined).hasValue(1);
    }

    @Test
    void different_reads_do_not() {
        UniAssertSubscriber<String> one = join(KEY);
        UniAssertSubscriber<String> other = join("something else");
        call.complete(1, "other");
        call.complete(0, "one");
        one.awaitItem(PATIENCE).assertItem("one");
        other.awaitItem(PATIENCE).assertItem("other");
    }

    @Test
    void a_completed_call_is_not_joined() {
        UniAssertSubscriber<String> early = join(KEY);
        call.complete(0, "old");
        UniAssertSubscriber<String> late = join(KEY);
        call.complete(1, "new");
        early.awaitItem(PATIENCE).assertItem("old");
        late.awaitItem(PATIENCE).assertItem("new");
    }

    @Test
    void leaving_does_not_cancel_the_call_of_the_others() {
        UniAssertSubscriber<String> starter = join(KEY);
        UniAssertSubscriber<String> other = join(KEY);
        starter.cancel();
        assertThat(call.cancelled()).isZero();
        call.complete(0, "list");
        other.awaitItem(PATIENCE).assertItem("list");
        starter.assertNotTerminated();
    }

    @Test
    void the_last_waiter_to_leave_cancels_the_call() {
        UniAssertSubscriber<String> starter = join(KEY);
        UniAssertSubscriber<String> other = join(KEY);
        starter.cancel();
        other.cancel();
        assertThat(call.cancelled()).isEqualTo(1);
        assertThat(inFlight.size()).isZero();
    }

    @Test
    void a_newcomer_after_cancellation_starts_a_new_call() {
        join(KEY).cancel();
        UniAssertSubscriber<String> newcomer = join(KEY);
        call.complete(1, "new");
        newcomer.awaitItem(PATIENCE).assertItem("new");
        assertThat(call.cancelled()).isEqualTo(1);
    }

    @Test
    void a_failure_reaches_all_waiters_and_no_later_caller() {
        Exception failure = new Exception("not now");
        UniAssertSubscriber<String> one = join(KEY);
        UniAssertSubscriber<String> other = join(KEY);
        call.fail(0, failure);
        assertThat(one.awaitFailure(PATIENCE).getFailure()).isSameAs(failure);
        assertThat(other.awaitFailure(PATIENCE).getFailure()).isSameAs(failure);
        UniAssertSubscriber<String> newcomer = join(KEY);
        call.complete(1, "now");
        newcomer.awaitItem(PATIENCE).assertItem("now");
        assertThat(memory).containsExactly(Map.entry(KEY, "now"));
    }

    @Test
    void a_call_that_throws_is_a_failure() {
        IllegalStateException failure = new IllegalStateException("no");
        UniAssertSubscriber<String> one =
                subscribe(inFlight.join(KEY, new Asked(PermitClass.INTERACTIVE, PATIENCE, () -> {
                    throw failure;
                })));
        assertThat(one.awaitFailure(PATIENCE).getFailure()).isSameAs(failure);
    }

    @Test
    void a_synchronous_answer_is_delivered() {
        Uni<String> item = Uni.createFrom().item("at once");
        UniAssertSubscriber<String> one =
                subscribe(inFlight.join(KEY, new Asked(PermitClass.INTERACTIVE, PATIENCE, () -> item)));
        one.awaitItem(PATIENCE).assertItem("at once");
    }

    @Test
    void a_call_gets_the_latest_deadline_of_its_waiters() {
        Asked first = call.by(PermitClass.INTERACTIVE, Duration.ofSeconds(2));
        subscribe(inFlight.join(KEY, first));
        subscribe(inFlight.join(KEY, call.by(PermitClass.COMPARISON, Duration.ofSeconds(8))));
        subscribe(inFlight.join(KEY, call.by(PermitClass.INTERACTIVE, Duration.ofSeconds(5))));
        assertThat(first.patience()).hasSeconds(8);
        call.complete(0, "list");
    }

    @Test
    void an_interactive_read_does_not_join_a_background_call() {
        UniAssertSubscriber<String> poll = join(KEY, PermitClass.BACKGROUND);
        UniAssertSubscriber<String> customer = join(KEY, PermitClass.INTERACTIVE);
        assertThat(call.made()).isEqualTo(2);
        call.complete(1, "urgent");
        customer.awaitItem(PATIENCE).assertItem("urgent");
        poll.cancel();
        assertThat(call.cancelled()).isEqualTo(1);
    }

    @Test
    void a_less_urgent_read_joins_a_more_urgent_call() {
        UniAssertSubscriber<String> customer = join(KEY, PermitClass.INTERACTIVE);
        UniAssertSubscriber<String> poll = join(KEY, PermitClass.BACKGROUND);
        call.complete(0, "list");
        customer.awaitItem(PATIENCE).assertItem("list");
        poll.awaitItem(PATIENCE).assertItem("list");
    }

    @Test
    void only_the_call_after_a_detached_one_is_cached() {
        UniAssertSubscriber<String> before = join(KEY);
        inFlight.detach(KEY, () -> memory.put("detached", "yes"));
        UniAssertSubscriber<String> after = join(KEY);
        call.complete(1, "new");
        call.complete(0, "old");
        before.awaitItem(PATIENCE).assertItem("old");
        after.awaitItem(PATIENCE).assertItem("new");
        assertThat(memory).containsOnly(Map.entry("detached", "yes"), Map.entry(KEY, "new"));
    }

    @Test
    void a_detached_call_is_cancelled_with_its_last_waiter() {
        UniAssertSubscriber<String> before = join(KEY);
        inFlight.detach(KEY, () -> {});
        UniAssertSubscriber<String> after = join(KEY);
        before.cancel();
        assertThat(call.cancelled()).isEqualTo(1);
        call.complete(1, "new");
        after.awaitItem(PATIENCE).assertItem("new");
    }

    @Test
    void every_waiter_gets_the_result_on_its_own_context() {
        Context one = ((VertxInternal) vertx).createEventLoopContext();
        Context other = ((VertxInternal) vertx).createEventLoopContext();
        CompletableFuture<Context> resultOne = new CompletableFuture<>();
        CompletableFuture<Context> resultOther = new CompletableFuture<>();
        joinOn(one, resultOne);
        joinOn(other, resultOther);
        call.complete(0, "list");
        assertThat(resultOne).succeedsWithin(PATIENCE).isSameAs(one);
        assertThat(resultOther).succeedsWithin(PATIENCE).isSameAs(other);
        assertThat(one).isNotSameAs(other);
        assertThat(call.made()).isEqualTo(1);
    }

    private void joinOn(Context context, CompletableFuture<Context> result) {
        CompletableFuture<Void> waiting = new CompletableFuture<>();
        context.runOnContext(ignored -> {
            inFlight.join(KEY, call.by(PermitClass.INTERACTIVE))
                    .subscribe()
                    .with(item -> result.complete(Vertx.currentContext()));
            waiting.complete(null);
        });
        assertThat(waiting).succeedsWithin(PATIENCE);
    }

    private UniAssertSubscriber<String> join(String key) {
        return join(key, PermitClass.INTERACTIVE);
    }

    private UniAssertSubscriber<String> join(String key, PermitClass permitClass) {
        return subscribe(inFlight.join(key, call.by(permitClass)));
    }

    private static UniAssertSubscriber<String> subscribe(Uni<String> answer) {
        return answer.subscribe().withSubscriber(UniAssertSubscriber.create());
    }
}

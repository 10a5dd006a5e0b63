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

/** Who shares a call with whom, and what becomes of it when some or all of them leave. */
class InFlightTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String KEY = "methods of somebody";

    private final Vertx vertx = Vertx.vertx();
    private final Map<String, String> memory = new HashMap<>();
    private final AtomicInteger joined = new AtomicInteger();
    private final InFlight<String, String> inFlight = new InFlight<>(vertx, memory::put, joined::incrementAndGet);
    private final HeldCall call = new HeldCall();

    @AfterEach
    void nothing_is_left() {
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
    void nobody_joins_a_call_that_has_ended() {
        UniAssertSubscriber<String> early = join(KEY);
        call.complete(0, "old");
        UniAssertSubscriber<String> late = join(KEY);
        call.complete(1, "new");
        early.awaitItem(PATIENCE).assertItem("old");
        late.awaitItem(PATIENCE).assertItem("new");
    }

    @Test
    void one_who_leaves_does_not_cancel_it_for_the_others() {
        UniAssertSubscriber<String> starter = join(KEY);
        UniAssertSubscriber<String> other = join(KEY);
        starter.cancel();
        assertThat(call.cancelled()).isZero();
        call.complete(0, "list");
        other.awaitItem(PATIENCE).assertItem("list");
        starter.assertNotTerminated();
    }

    @Test
    void the_last_one_who_leaves_cancels_it() {
        UniAssertSubscriber<String> starter = join(KEY);
        UniAssertSubscriber<String> other = join(KEY);
        starter.cancel();
        other.cancel();
        assertThat(call.cancelled()).isEqualTo(1);
        assertThat(inFlight.size()).isZero();
    }

    @Test
    void whoever_comes_after_the_last_one_has_left_starts_anew() {
        join(KEY).cancel();
        UniAssertSubscriber<String> newcomer = join(KEY);
        call.complete(1, "new");
        newcomer.awaitItem(PATIENCE).assertItem("new");
        assertThat(call.cancelled()).isEqualTo(1);
    }

    @Test
    void a_failure_is_for_all_who_wait_and_for_nobody_after_them() {
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
    void a_call_that_cannot_even_be_made_is_a_failure() {
        IllegalStateException failure = new IllegalStateException("no");
        UniAssertSubscriber<String> one =
                subscribe(inFlight.join(KEY, new Asked(PermitClass.INTERACTIVE, PATIENCE, () -> {
                    throw failure;
                })));
        assertThat(one.awaitFailure(PATIENCE).getFailure()).isSameAs(failure);
    }

    @Test
    void an_answer_that_is_there_at_once_is_fine() {
        Uni<String> item = Uni.createFrom().item("at once");
        UniAssertSubscriber<String> one =
                subscribe(inFlight.join(KEY, new Asked(PermitClass.INTERACTIVE, PATIENCE, () -> item)));
        one.awaitItem(PATIENCE).assertItem("at once");
    }

    @Test
    void a_call_has_the_time_of_the_most_patient_of_those_who_wait() {
        Asked first = call.by(PermitClass.INTERACTIVE, Duration.ofSeconds(2));
        subscribe(inFlight.join(KEY, first));
        subscribe(inFlight.join(KEY, call.by(PermitClass.COMPARISON, Duration.ofSeconds(8))));
        subscribe(inFlight.join(KEY, call.by(PermitClass.INTERACTIVE, Duration.ofSeconds(5))));
        assertThat(first.patience()).hasSeconds(8);
        call.complete(0, "list");
    }

    @Test
    void a_customer_does_not_wait_behind_what_nobody_waits_for() {
        UniAssertSubscriber<String> poll = join(KEY, PermitClass.BACKGROUND);
        UniAssertSubscriber<String> customer = join(KEY, PermitClass.INTERACTIVE);
        assertThat(call.made()).isEqualTo(2);
        call.complete(1, "urgent");
        customer.awaitItem(PATIENCE).assertItem("urgent");
        poll.cancel();
        assertThat(call.cancelled()).isEqualTo(1);
    }

    @Test
    void what_is_less_urgent_joins_what_is_more_urgent() {
        UniAssertSubscriber<String> customer = join(KEY, PermitClass.INTERACTIVE);
        UniAssertSubscriber<String> poll = join(KEY, PermitClass.BACKGROUND);
        call.complete(0, "list");
        customer.awaitItem(PATIENCE).assertItem("list");
        poll.awaitItem(PATIENCE).assertItem("list");
    }

    @Test
    void whoever_comes_after_a_detached_call_starts_anew_and_only_that_is_remembered() {
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
    void a_detached_call_is_cancelled_with_the_last_who_waits_for_it() {
        UniAssertSubscriber<String> before = join(KEY);
        inFlight.detach(KEY, () -> {});
        UniAssertSubscriber<String> after = join(KEY);
        before.cancel();
        assertThat(call.cancelled()).isEqualTo(1);
        call.complete(1, "new");
        after.awaitItem(PATIENCE).assertItem("new");
    }

    @Test
    void everybody_is_told_on_the_context_that_they_came_from() {
        Context one = ((VertxInternal) vertx).createEventLoopContext();
        Context other = ((VertxInternal) vertx).createEventLoopContext();
        CompletableFuture<Context> toldOne = new CompletableFuture<>();
        CompletableFuture<Context> toldOther = new CompletableFuture<>();
        joinOn(one, toldOne);
        joinOn(other, toldOther);
        call.complete(0, "list");
        assertThat(toldOne).succeedsWithin(PATIENCE).isSameAs(one);
        assertThat(toldOther).succeedsWithin(PATIENCE).isSameAs(other);
        assertThat(one).isNotSameAs(other);
        assertThat(call.made()).isEqualTo(1);
    }

    private void joinOn(Context context, CompletableFuture<Context> told) {
        CompletableFuture<Void> waiting = new CompletableFuture<>();
        context.runOnContext(ignored -> {
            inFlight.join(KEY, call.by(PermitClass.INTERACTIVE))
                    .subscribe()
                    .with(item -> told.complete(Vertx.currentContext()));
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

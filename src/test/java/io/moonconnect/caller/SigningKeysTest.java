package io.moonconnect.caller;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

import io.moonconnect.problem.Failure;
import io.moonconnect.problem.ProblemType;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;

import static org.assertj.core.api.Assertions.assertThat;

/** When signing keys are fetched, with a manual clock. */
class SigningKeysTest {

    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final Deque<CompletableFuture<Set<String>>> asked = new ArrayDeque<>();
    private int askings;
    private Instant now = Instant.parse("2026-11-20T09:15:02Z");
    private final SigningKeys keys = new SigningKeys(request -> provider(), INTERVAL, new TestClock());

    @Test
    void the_first_token_asks_and_those_that_come_meanwhile_wait_for_the_same_answer() {
        UniAssertSubscriber<Boolean> first = has("a");
        UniAssertSubscriber<Boolean> second = has("b");
        UniAssertSubscriber<Boolean> third = has("c");
        first.assertNotTerminated();
        asked.remove().complete(Set.of("a", "b"));

        first.assertCompleted().assertItem(true);
        second.assertCompleted().assertItem(true);
        third.assertCompleted().assertItem(false);
        assertThat(askings).isEqualTo(1);
    }

    @Test
    void a_known_key_causes_no_fetch() {
        known("a");
        later(SigningKeys.REFRESH_AGE.minusMillis(1));

        has("a").assertItem(true);
        assertThat(askings).isEqualTo(1);
    }

    @Test
    void unknown_keys_ask_once_in_an_interval_however_many_they_are() {
        known("a");
        for (int i = 0; i < 1000; i++) {
            has("made-up-" + i).assertItem(false);
        }
        assertThat(askings).isEqualTo(1);
        later(INTERVAL);
        for (int i = 0; i < 1000; i++) {
            has("made-up-" + i);
        }
        assertThat(askings).isEqualTo(2);
    }

    @Test
    void a_new_key_is_found_although_made_up_ones_have_used_up_the_interval() {
        known("a");
        later(INTERVAL);
        has("made-up");
        asked.remove().complete(Set.of("a", "b"));

        has("b").assertItem(true);
    }

    @Test
    void a_key_that_the_provider_has_taken_back_is_unknown() {
        known("a");
        later(INTERVAL);
        has("b");
        asked.remove().complete(Set.of("b"));

        has("a").assertItem(false);
    }

    @Test
    void keys_in_use_are_fetched_again_in_the_background_before_they_are_old() {
        known("a");
        later(SigningKeys.REFRESH_AGE);

        has("a").assertItem(true);
        has("a").assertItem(true);
        assertThat(askings).isEqualTo(2);
        asked.remove().complete(Set.of("a"));
        later(SigningKeys.REFRESH_AGE.minusMillis(1));
        has("a").assertItem(true);
        assertThat(askings).isEqualTo(2);
    }

    @Test
    void a_key_that_the_provider_has_taken_back_is_unknown_after_a_background_fetch() {
        known("a");
        later(SigningKeys.REFRESH_AGE);
        has("a").assertItem(true);
        asked.remove().complete(Set.of("b"));

        has("a").assertItem(false);
    }

    @Test
    void a_failed_background_fetch_is_repeated_after_the_interval() {
        known("a");
        later(SigningKeys.REFRESH_AGE);
        has("a").assertItem(true);
        asked.remove().completeExceptionally(new IllegalStateException("refused"));

        has("a").assertItem(true);
        assertThat(askings).isEqualTo(2);
        later(INTERVAL);
        has("a").assertItem(true);
        assertThat(askings).isEqualTo(3);
    }

    @Test
    void keys_that_have_become_old_are_fetched_again_before_they_are_taken() {
        known("a");
        later(SigningKeys.MAX_AGE);

        UniAssertSubscriber<Boolean> one = has("a");
        UniAssertSubscriber<Boolean> other = has("a");
        one.assertNotTerminated();
        assertThat(askings).isEqualTo(2);
        asked.remove().complete(Set.of("b"));
        one.assertItem(false);
        other.assertItem(false);
    }

    @Test
    void old_keys_serve_while_the_provider_cannot_be_asked_and_it_is_asked_again_after_the_interval() {
        known("a");
        later(SigningKeys.MAX_AGE);

        UniAssertSubscriber<Boolean> first = has("a");
        asked.remove().completeExceptionally(new IllegalStateException("refused"));
        first.assertItem(true);
        has("a").assertItem(true);
        assertThat(askings).isEqualTo(2);
        later(INTERVAL);
        UniAssertSubscriber<Boolean> again = has("a");
        asked.remove().complete(Set.of("b"));
        again.assertItem(false);
    }

    @Test
    void a_hanging_provider_delays_known_keys_only_briefly() {
        known("a");
        later(SigningKeys.MAX_AGE);

        has("a").awaitItem(Duration.ofSeconds(20)).assertItem(true);
    }

    @Test
    void a_known_key_that_waits_no_longer_leaves_the_fetch_to_the_others() {
        known("a");
        later(SigningKeys.MAX_AGE);

        UniAssertSubscriber<Boolean> withAKnownKey = has("a");
        UniAssertSubscriber<Boolean> withANewKey = has("b");
        withAKnownKey.awaitItem(Duration.ofSeconds(20)).assertItem(true);
        UniAssertSubscriber<Boolean> later = has("c");
        withANewKey.assertNotTerminated();
        later.assertNotTerminated();
        asked.remove().complete(Set.of("a", "b"));

        withANewKey.assertCompleted().assertItem(true);
        later.assertCompleted().assertItem(false);
    }

    @Test
    void a_clock_that_is_set_back_does_not_keep_it_from_being_asked() {
        known("a");
        later(Duration.ofHours(-1));

        UniAssertSubscriber<Boolean> waiting = has("b");
        asked.remove().complete(Set.of("b"));
        waiting.assertItem(true);
    }

    @Test
    void while_the_provider_is_down_known_keys_serve_and_unknown_ones_have_to_come_back() {
        known("a");
        later(INTERVAL);
        UniAssertSubscriber<Boolean> waiting = has("b");
        asked.remove().completeExceptionally(new IllegalStateException("refused"));

        unavailable(waiting);
        unavailable(has("b"));
        unavailable(has("c"));
        has("a").assertItem(true);
        assertThat(askings).isEqualTo(2);
        assertThat(keys.lastFetch()).isEqualTo("failure");
    }

    @Test
    void it_is_asked_again_when_it_may_be_back() {
        has("a");
        asked.remove().completeExceptionally(new IllegalStateException("refused"));
        later(INTERVAL);
        UniAssertSubscriber<Boolean> again = has("a");
        asked.remove().complete(Set.of("a"));

        again.assertCompleted().assertItem(true);
        assertThat(keys.lastFetch()).isEqualTo("success");
        assertThat(keys.count()).isEqualTo(1);
    }

    @Test
    void one_that_never_answers_is_asked_again_too() {
        UniAssertSubscriber<Boolean> forgotten = has("a");
        later(INTERVAL);
        UniAssertSubscriber<Boolean> again = has("a");
        asked.removeLast().complete(Set.of("a"));

        again.assertCompleted().assertItem(true);
        forgotten.assertNotTerminated();
    }

    private void known(String keyId) {
        has(keyId);
        asked.remove().complete(Set.of(keyId));
    }

    private UniAssertSubscriber<Boolean> has(String keyId) {
        return keys.has(keyId, null).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private static void unavailable(UniAssertSubscriber<Boolean> answer) {
        assertThat(answer.assertFailed().getFailure()).isInstanceOfSatisfying(Failure.class, failure -> {
            assertThat(failure.type()).isEqualTo(ProblemType.IDENTITY_PROVIDER_UNAVAILABLE);
            assertThat(failure.retryAfter()).hasValue(INTERVAL);
        });
    }

    private Uni<Set<String>> provider() {
        askings++;
        CompletableFuture<Set<String>> answer = new CompletableFuture<>();
        asked.add(answer);
        return Uni.createFrom().completionStage(answer);
    }

    private void later(Duration duration) {
        now = now.plus(duration);
    }

    private final class TestClock extends Clock {

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}

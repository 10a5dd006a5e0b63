package io.moonconnect.moonpay.permit;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import io.vertx.core.Vertx;

import static io.moonconnect.moonpay.permit.PermitClass.BACKGROUND;
import static io.moonconnect.moonpay.permit.PermitClass.COMPARISON;
import static io.moonconnect.moonpay.permit.PermitClass.INTERACTIVE;
import static org.assertj.core.api.Assertions.assertThat;

/** Order of the queue. */
class PermitQueueTest {

    private static final Vertx VERTX = Vertx.vertx();
    private static final int MANY = 1000;

    private long arrivals = Long.MAX_VALUE - 5;

    @AfterAll
    static void close() {
        VERTX.close();
    }

    @Test
    void the_most_urgent_class_is_first_and_fifo_within_it() {
        PermitQueue queue = new PermitQueue(0);
        List<Waiter> expected = new ArrayList<>();
        Waiter background = add(queue, BACKGROUND);
        Waiter first = add(queue, COMPARISON);
        Waiter second = add(queue, COMPARISON);
        Waiter urgent = add(queue, INTERACTIVE);
        expected.addAll(List.of(urgent, first, second, background));
        assertThat(served(queue, 4)).isEqualTo(expected);
        assertThat(queue.size()).isZero();
    }

    @Test
    void next_does_not_change_the_queue() {
        PermitQueue queue = new PermitQueue(0.5);
        add(queue, BACKGROUND);
        Waiter urgent = add(queue, INTERACTIVE);
        for (int i = 0; i < MANY; i++) {
            assertThat(queue.next()).isSameAs(urgent);
        }
    }

    @Test
    void lower_classes_get_a_tenth_while_the_highest_is_never_empty() {
        Map<PermitClass, Integer> served =
                servedOfMany(new PermitQueue(0.1), List.of(INTERACTIVE, COMPARISON, BACKGROUND));
        assertThat(served.get(INTERACTIVE)).isBetween(899, 901);
        assertThat(served.get(COMPARISON) + served.get(BACKGROUND)).isBetween(99, 101);
        assertThat(served.get(BACKGROUND)).isGreaterThan(40);
    }

    @Test
    void the_lowest_class_gets_its_share_from_the_middle_one_too() {
        Map<PermitClass, Integer> served = servedOfMany(new PermitQueue(0.1), List.of(COMPARISON, BACKGROUND));
        assertThat(served.get(BACKGROUND)).isBetween(99, 101);
    }

    @Test
    void no_share_accumulates_while_lower_classes_are_empty() {
        PermitQueue queue = new PermitQueue(0.1);
        for (int i = 0; i < MANY; i++) {
            add(queue, INTERACTIVE);
        }
        served(queue, MANY);
        for (int i = 0; i < 9; i++) {
            add(queue, BACKGROUND);
            add(queue, INTERACTIVE);
        }
        assertThat(served(queue, 9)).allMatch(waiter -> waiter.permitClass() == INTERACTIVE);
    }

    @Test
    void a_removed_waiter_is_not_served() {
        PermitQueue queue = new PermitQueue(0.1);
        Waiter gone = add(queue, INTERACTIVE);
        Waiter stays = add(queue, INTERACTIVE);
        assertThat(queue.remove(gone)).isTrue();
        assertThat(queue.remove(gone)).isFalse();
        assertThat(served(queue, 1)).containsExactly(stays);
    }

    /** Every served call rejoins the queue at once. */
    private Map<PermitClass, Integer> servedOfMany(PermitQueue queue, List<PermitClass> classes) {
        classes.forEach(one -> add(queue, one));
        Map<PermitClass, Integer> counts = new EnumMap<>(PermitClass.class);
        for (int i = 0; i < MANY; i++) {
            Waiter next = served(queue, 1).get(0);
            counts.merge(next.permitClass(), 1, Integer::sum);
            add(queue, next.permitClass());
        }
        return counts;
    }

    private static List<Waiter> served(PermitQueue queue, int count) {
        List<Waiter> served = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Waiter next = queue.next();
            queue.served(next);
            served.add(next);
        }
        return served;
    }

    private Waiter add(PermitQueue queue, PermitClass permitClass) {
        Waiter waiter = new Waiter(permitClass, null, VERTX, arrivals++);
        queue.add(waiter);
        return waiter;
    }
}

package io.moonconnect.moonpay.permit;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks one after another without a lock: a thread that comes while another one is at it leaves its task to that one.
 * Tasks must be short and must not throw. What only such tasks touch needs no other protection.
 */
final class OneAtATime {

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger due = new AtomicInteger();

    void run(Runnable task) {
        tasks.add(task);
        if (due.getAndIncrement() == 0) {
            do {
                tasks.remove().run();
            } while (due.decrementAndGet() > 0);
        }
    }
}

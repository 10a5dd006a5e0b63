package io.moonconnect.moonpay.permit;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.jboss.logging.Logger;

/**
 * Runs tasks one after another without a lock: a thread that comes while another one is at it leaves its task to that one.
 * Tasks must be short. What only such tasks touch needs no other protection.
 */
final class SerialExecutor {

    private static final Logger LOG = Logger.getLogger(SerialExecutor.class);

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    /** Tasks that have not ended, the running one included. */
    private final AtomicInteger due = new AtomicInteger();

    void run(Runnable task) {
        if (due.compareAndSet(0, 1)) {
            perform(task);
            performOthers();
        } else {
            tasks.add(task);
            if (due.getAndIncrement() == 0) {
                perform(tasks.remove());
                performOthers();
            }
        }
    }

    private void performOthers() {
        while (due.decrementAndGet() > 0) {
            perform(tasks.remove());
        }
    }

    /** One that fails must not stop those behind it. */
    private static void perform(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error fault) {
            LOG.error("a task of the permits failed by a fault of ours", fault);
        }
    }
}

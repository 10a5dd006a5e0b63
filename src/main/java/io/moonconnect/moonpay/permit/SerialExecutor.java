package io.moonconnect.moonpay.permit;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.jboss.logging.Logger;

/**
 * Serial executor without a lock: while one thread runs tasks, other threads queue theirs for it. Tasks must be short.
 * State that only these tasks touch needs no other synchronisation.
 */
final class SerialExecutor {

    private static final Logger LOG = Logger.getLogger(SerialExecutor.class);

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    /** Unfinished tasks, including the running one. */
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

    /** A failing task must not stop the queue. */
    private static void perform(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error fault) {
            LOG.error("unexpected failure in a permit task", fault);
        }
    }
}

package io.moonconnect;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import javax.management.ListenerNotFoundException;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;

/**
 * Triggers a collection of the serial collector's tenured generation when half of its live size plus {@value #GROWTH}
 * bytes has been added. Otherwise JDK 25 lets it grow to the maximum heap first, and a service with 15 MB of live
 * objects occupies hundreds. Other collectors and native executables have no such pool.
 */
@ApplicationScoped
class TenuredGeneration {

    private static final String POOL = "Tenured Gen";

    /** Large enough that collections, with pauses of some 50 ms, are rare. */
    private static final long GROWTH = 24 * 1024 * 1024;

    private Runnable stop = () -> {};

    void start(@Observes StartupEvent event) {
        if (ImageMode.current() != ImageMode.NATIVE_RUN) {
            ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getName().equals(POOL))
                    .findFirst()
                    .ifPresent(pool -> stop = watch(pool));
        }
    }

    void stop(@Observes ShutdownEvent event) {
        stop.run();
    }

    /** @return ends it */
    static Runnable watch(MemoryPoolMXBean pool) {
        NotificationEmitter memory = (NotificationEmitter) ManagementFactory.getMemoryMXBean();
        NotificationListener listener = (exceeded, ignored) -> collect(pool);
        memory.addNotificationListener(listener, TenuredGeneration::isExceeded, null);
        allow(pool, pool.getCollectionUsage().getUsed());
        return () -> {
            try {
                memory.removeNotificationListener(listener);
            } catch (ListenerNotFoundException gone) {
                throw new IllegalStateException(gone);
            }
        };
    }

    private static boolean isExceeded(Notification notification) {
        return notification.getType().equals(MemoryNotificationInfo.MEMORY_THRESHOLD_EXCEEDED)
                && MemoryNotificationInfo.from((CompositeData) notification.getUserData())
                        .getPoolName()
                        .equals(POOL);
    }

    /** Runs on the JVM's notification thread. */
    private static void collect(MemoryPoolMXBean pool) {
        System.gc();
        allow(pool, pool.getCollectionUsage().getUsed());
    }

    private static void allow(MemoryPoolMXBean pool, long live) {
        long wanted = live + live / 2 + GROWTH;
        long max = pool.getUsage().getMax();
        pool.setUsageThreshold(max < 0 ? wanted : Math.min(wanted, max));
    }
}

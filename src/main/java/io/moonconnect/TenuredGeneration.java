package io.moonconnect;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryNotificationInfo;
import java.lang.management.MemoryPoolMXBean;
import javax.management.Notification;
import javax.management.NotificationEmitter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkus.runtime.ImageMode;
import io.quarkus.runtime.StartupEvent;

/**
 * Triggers a collection of the serial collector's tenured generation when half of its live size plus {@value #ROOM}
 * bytes has been added. Otherwise JDK 25 lets it grow to the maximum heap first, and a service with 15 MB of live
 * objects occupies hundreds. Other collectors and native executables have no such pool.
 */
@ApplicationScoped
class TenuredGeneration {

    private static final String POOL = "Tenured Gen";

    /** Large enough that collections, with pauses of some 50 ms, are rare. */
    private static final long ROOM = 24 * 1024 * 1024;

    void watch(@Observes StartupEvent event) {
        if (ImageMode.current() != ImageMode.NATIVE_RUN) {
            ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getName().equals(POOL))
                    .forEach(TenuredGeneration::watch);
        }
    }

    static void watch(MemoryPoolMXBean pool) {
        NotificationEmitter memory = (NotificationEmitter) ManagementFactory.getMemoryMXBean();
        memory.addNotificationListener((exceeded, ignored) -> collect(pool), TenuredGeneration::isExceeded, null);
        allow(pool, pool.getCollectionUsage().getUsed());
    }

    private static boolean isExceeded(Notification notification) {
        return notification.getType().equals(MemoryNotificationInfo.MEMORY_THRESHOLD_EXCEEDED);
    }

    /** Runs on the JVM's notification thread. */
    private static void collect(MemoryPoolMXBean pool) {
        System.gc();
        allow(pool, pool.getCollectionUsage().getUsed());
    }

    private static void allow(MemoryPoolMXBean pool, long live) {
        pool.setUsageThreshold(Math.min(live + live / 2 + ROOM, pool.getUsage().getMax()));
    }
}

package io.moonconnect.fault;

import java.lang.management.ManagementFactory;

import com.sun.management.UnixOperatingSystemMXBean;

/** Memory and files of this process: service, simulator and test together. */
final class Heap {

    private static final int COLLECTIONS = 3;
    private static final long MEBIBYTE = 1024 * 1024;

    private Heap() {}

    /** Mebibytes that are still in use after garbage collection. */
    static long usedAfterCollection() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MEBIBYTE;
    }

    /** Open files and sockets. */
    static long descriptors() {
        return ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
                .getOpenFileDescriptorCount();
    }
}

/*
 * libchelper: signals that Java code handles. The handler counts a signal and posts a semaphore; a Java thread waits for the semaphore
 * and asks which signal is pending.
 */
#include <errno.h>
#include <semaphore.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>

static atomic_bool claimed;
static sem_t wakeups;
static atomic_uint pending[NSIG];

static void count_signal(int signal) {
    int before = errno;
    atomic_fetch_add(&pending[signal], 1);
    sem_post(&wakeups);
    errno = before;
}

/* 0, or 1 if another isolate of the process handles signals, or -1. */
int cSunMiscSignal_open(void) {
    if (atomic_exchange(&claimed, true)) {
        return 1;
    }
    for (int signal = 0; signal < NSIG; signal++) {
        atomic_store(&pending[signal], 0);
    }
    return sem_init(&wakeups, 0, 0);
}

int cSunMiscSignal_close(void) {
    int result = sem_destroy(&wakeups);
    atomic_store(&claimed, false);
    return result;
}

int cSunMiscSignal_awaitSemaphore(void) {
    int result = sem_wait(&wakeups);
    return result != 0 && errno == EINTR ? 0 : result;
}

int cSunMiscSignal_signalSemaphore(void) {
    return sem_post(&wakeups);
}

int cSunMiscSignal_signalRangeCheck(int signal) {
    return signal >= 0 && signal < NSIG;
}

int cSunMiscSignal_checkPendingSignal(void) {
    for (int signal = 0; signal < NSIG; signal++) {
        if (atomic_load(&pending[signal]) > 0) {
            atomic_fetch_sub(&pending[signal], 1);
            return signal;
        }
    }
    return -1;
}

void (*cSunMiscSignal_signalHandlerFunctionPointer(void))(int) {
    return count_signal;
}

/* libchelper: functions of the C library that svm cannot call directly, because they are macros, variadic or system calls. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

extern char **environ;

char **getEnviron(void) {
    return environ;
}

int openSII(const char *path, int flags, int mode) {
    return open(path, flags, mode);
}

int openatISII(int directory, const char *path, int flags, int mode) {
    return openat(directory, path, flags, mode);
}

int fprintfSD(FILE *stream, const char *format, const char *string, int number) {
    return fprintf(stream, format, string, number);
}

void codeSynchronization_clearCache(long start, long size) {
    __builtin___clear_cache((char *) start, (char *) start + size);
}

int getThreadId(void) {
    return (int) syscall(SYS_gettid);
}

/* The time that a thread has spent in user mode, in nanoseconds, or -1. */
long getThreadUserTimeSlow(int thread) {
    char path[64], line[1024];
    snprintf(path, sizeof(path), "/proc/self/task/%d/stat", thread);
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        return -1;
    }
    char *read = fgets(line, sizeof(line), file);
    fclose(file);
    /* The thread's name is in parentheses and may contain parentheses; utime is the twelfth field after it. */
    char *rest = read ? strrchr(line, ')') : NULL;
    unsigned long ticks;
    if (rest == NULL || sscanf(rest + 1, " %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu", &ticks) != 1) {
        return -1;
    }
    return (long) (ticks * (1000000000UL / (unsigned long) sysconf(_SC_CLK_TCK)));
}

void *mremapP(void *address, size_t size, size_t new_size, int flags, void *new_address) {
    return mremap(address, size, new_size, flags, new_address);
}

static char *zone_below_zoneinfo(const char *path) {
    const char *zone = strstr(path, "zoneinfo/");
    return zone ? strdup(zone + strlen("zoneinfo/")) : NULL;
}

/* The system's time zone as Java names it, to be freed by the caller, or null. The arguments are for Windows. */
char *SVM_FindJavaTZmd(const char *mappings, int length) {
    (void) mappings;
    (void) length;
    char text[PATH_MAX + 1];

    const char *set = getenv("TZ");
    if (set != NULL && *set != '\0') {
        if (*set == ':') {
            set++;
        }
        return *set == '/' ? zone_below_zoneinfo(set) : strdup(set);
    }

    ssize_t end = readlink("/etc/localtime", text, PATH_MAX);
    if (end > 0) {
        text[end] = '\0';
        char *zone = zone_below_zoneinfo(text);
        if (zone != NULL) {
            return zone;
        }
    }

    FILE *file = fopen("/etc/timezone", "r");
    char *read = file ? fgets(text, sizeof(text), file) : NULL;
    if (file != NULL) {
        fclose(file);
    }
    if (read == NULL) {
        return NULL;
    }
    text[strcspn(text, " \t\r\n")] = '\0';
    return *text ? strdup(text) : NULL;
}

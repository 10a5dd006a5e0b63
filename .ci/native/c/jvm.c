/*
 * A replacement for libjvm.so, to which the JDK's shared libraries are linked. An image replaces nearly all of the JVM's functions
 * before they are called; these are the others. assemble adds a stub that aborts for every other function that a library needs.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <jni.h>
#include <pthread.h>
#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { NANOSECONDS_PER_SECOND = 1000000000 };

/* Called by an image so that this library is linked. */
void initialize(void) {
}

void JVM_BeforeHalt(void) {
}

void JVM_Halt(jint status) {
    exit(status);
}

jint JVM_ActiveProcessorCount(void) {
    cpu_set_t set;
    return sched_getaffinity(0, sizeof(set), &set) == 0 ? CPU_COUNT(&set) : (jint) sysconf(_SC_NPROCESSORS_ONLN);
}

jlong JVM_NanoTime(JNIEnv *env, jclass ignored) {
    struct timespec now;
    (void) env;
    (void) ignored;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (jlong) now.tv_sec * NANOSECONDS_PER_SECOND + now.tv_nsec;
}

jlong JVM_CurrentTimeMillis(JNIEnv *env, jclass ignored) {
    struct timespec now;
    (void) env;
    (void) ignored;
    clock_gettime(CLOCK_REALTIME, &now);
    return (jlong) now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

jboolean JVM_IsSupportedJNIVersion(jint version) {
    return version >= JNI_VERSION_1_1 && version <= JNI_VERSION_24;
}

/* False, because the JDK's libraries are shared, although the image treats them as static. */
jboolean JVM_IsStaticallyLinked(void) {
    return JNI_FALSE;
}

char *JVM_NativePath(char *path) {
    return path;
}

void *JVM_FindLibraryEntry(void *handle, const char *name) {
    return dlsym(handle, name);
}

void *JVM_RawMonitorCreate(void) {
    pthread_mutex_t *monitor = malloc(sizeof(pthread_mutex_t));
    if (monitor != NULL) {
        pthread_mutex_init(monitor, NULL);
    }
    return monitor;
}

void JVM_RawMonitorDestroy(void *monitor) {
    pthread_mutex_destroy(monitor);
    free(monitor);
}

jint JVM_RawMonitorEnter(void *monitor) {
    return pthread_mutex_lock(monitor);
}

void JVM_RawMonitorExit(void *monitor) {
    pthread_mutex_unlock(monitor);
}

int jio_vsnprintf(char *text, size_t size, const char *format, va_list arguments) {
    int length = vsnprintf(text, size, format, arguments);
    return length >= 0 && (size_t) length < size ? length : -1;
}

int jio_snprintf(char *text, size_t size, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int length = jio_vsnprintf(text, size, format, arguments);
    va_end(arguments);
    return length;
}

int jio_vfprintf(FILE *file, const char *format, va_list arguments) {
    return vfprintf(file, format, arguments);
}

int jio_fprintf(FILE *file, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    int length = jio_vfprintf(file, format, arguments);
    va_end(arguments);
    return length;
}

/*
 * libsvm_container: the limits of the process' control groups, of version 2 and version 1. An image derives the size of its heap and
 * its number of threads from them.
 */
#define _GNU_SOURCE
#include <limits.h>
#include <sched.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* ContainerLibrary's VERSION and its results. */
enum { INTERFACE_VERSION = 240100 };
enum { NOT_CONTAINERIZED = 0, CONTAINERIZED = 1, LIBRARY_TOO_OLD = 2, LIBRARY_TOO_NEW = 3 };

enum { UNLIMITED = -1 };

/* A directory of a control group, and the length of its mount point's path. */
struct group {
    char directory[PATH_MAX];
    size_t mount;
};

static bool contains(const char *list, const char *item) {
    size_t length = strlen(item);
    for (const char *at = list; *at != '\0'; at += strcspn(at, ","), at += *at == ',') {
        if (strncmp(at, item, length) == 0 && (at[length] == ',' || at[length] == '\0')) {
            return true;
        }
    }
    return false;
}

/* The path of this process below the root of a hierarchy; version 2 has no controller's name (""). */
static bool find_path(const char *controller, char *path) {
    char line[PATH_MAX + 256], controllers[256];
    FILE *file = fopen("/proc/self/cgroup", "r");
    bool found = false;
    while (file != NULL && !found && fgets(line, sizeof(line), file)) {
        char *first = strchr(line, ':');
        char *second = first ? strchr(first + 1, ':') : NULL;
        if (second == NULL) {
            continue;
        }
        snprintf(controllers, sizeof(controllers), "%.*s", (int) (second - first - 1), first + 1);
        found = *controller == '\0' ? *controllers == '\0' : contains(controllers, controller);
        if (found) {
            second[strcspn(second, "\n")] = '\0';
            snprintf(path, PATH_MAX, "%s", second + 1);
        }
    }
    if (file != NULL) {
        fclose(file);
    }
    return found;
}

static bool find_group(const char *controller, struct group *group) {
    char line[4 * PATH_MAX], root[PATH_MAX], mount[PATH_MAX], type[64], options[1024], path[PATH_MAX];
    if (!find_path(controller, path)) {
        return false;
    }
    FILE *file = fopen("/proc/self/mountinfo", "r");
    bool found = false;
    while (file != NULL && !found && fgets(line, sizeof(line), file)) {
        char *tail = strstr(line, " - ");
        if (tail == NULL || sscanf(line, "%*d %*d %*s %4095s %4095s", root, mount) != 2 ||
                sscanf(tail, " - %63s %*s %1023s", type, options) != 2) {
            continue;
        }
        found = *controller == '\0' ? strcmp(type, "cgroup2") == 0 : strcmp(type, "cgroup") == 0 && contains(options, controller);
    }
    if (file != NULL) {
        fclose(file);
    }
    if (!found) {
        return false;
    }
    /* In a container, the group may be mounted as the root although its path is that on the host. */
    size_t shown = strcmp(root, "/") == 0 ? 0 : strlen(root);
    const char *below = strncmp(path, root, shown) == 0 ? path + shown : "";
    group->mount = strlen(mount);
    if (group->mount + strlen(below) + 64 > PATH_MAX) {
        return false;
    }
    strcpy(group->directory, mount);
    if (strcmp(below, "/") != 0) {
        strcat(group->directory, below);
    }
    return true;
}

static bool parent(struct group *group) {
    char *slash = strrchr(group->directory, '/');
    if (slash == NULL || (size_t) (slash - group->directory) < group->mount) {
        return false;
    }
    *slash = '\0';
    return true;
}

static bool read_line(const struct group *group, const char *name, char *line, int size) {
    char path[PATH_MAX + 64];
    snprintf(path, sizeof(path), "%s/%s", group->directory, name);
    FILE *file = fopen(path, "r");
    bool read = file != NULL && fgets(line, size, file) != NULL;
    if (file != NULL) {
        fclose(file);
    }
    return read;
}

static long long read_number(const struct group *group, const char *name) {
    char line[128];
    long long number;
    return read_line(group, name, line, sizeof(line)) && sscanf(line, "%lld", &number) == 1 && number >= 0 ? number : UNLIMITED;
}

static long long lower(long long one, long long other) {
    return other != UNLIMITED && (one == UNLIMITED || other < one) ? other : one;
}

static long long host_memory(void) {
    return (long long) sysconf(_SC_PHYS_PAGES) * sysconf(_SC_PAGESIZE);
}

static int host_processors(void) {
    cpu_set_t set;
    return sched_getaffinity(0, sizeof(set), &set) == 0 ? CPU_COUNT(&set) : (int) sysconf(_SC_NPROCESSORS_ONLN);
}

/* The lowest limit from the group up to the mount point of the hierarchy. */
static long long memory_limit(void) {
    struct group group;
    long long limit = UNLIMITED;
    if (find_group("memory", &group)) {
        do {
            limit = lower(limit, read_number(&group, "memory.limit_in_bytes"));
        } while (parent(&group));
    } else if (find_group("", &group)) {
        do {
            limit = lower(limit, read_number(&group, "memory.max"));
        } while (parent(&group));
    }
    return limit < host_memory() ? limit : UNLIMITED;
}

static long long whole_processors(long long quota, long long period) {
    return quota > 0 && period > 0 ? (quota + period - 1) / period : UNLIMITED;
}

static long long processor_limit(void) {
    struct group group;
    long long limit = UNLIMITED, quota, period;
    char line[128];
    if (find_group("cpu", &group)) {
        do {
            quota = read_number(&group, "cpu.cfs_quota_us");
            period = read_number(&group, "cpu.cfs_period_us");
            limit = lower(limit, whole_processors(quota, period));
        } while (parent(&group));
    } else if (find_group("", &group)) {
        do {
            if (read_line(&group, "cpu.max", line, sizeof(line)) && sscanf(line, "%lld %lld", &quota, &period) == 2) {
                limit = lower(limit, whole_processors(quota, period));
            }
        } while (parent(&group));
    }
    return limit;
}

int svm_container_initialize(int version) {
    if (version != INTERFACE_VERSION) {
        return version > INTERFACE_VERSION ? LIBRARY_TOO_OLD : LIBRARY_TOO_NEW;
    }
    return memory_limit() != UNLIMITED || processor_limit() != UNLIMITED ? CONTAINERIZED : NOT_CONTAINERIZED;
}

unsigned long svm_container_physical_memory(void) {
    long long limit = memory_limit();
    return (unsigned long) (limit != UNLIMITED ? limit : host_memory());
}

long svm_container_memory_limit_in_bytes(void) {
    return (long) memory_limit();
}

int svm_container_active_processor_count(void) {
    long long limit = processor_limit();
    int processors = host_processors();
    return limit != UNLIMITED && limit < processors ? (int) limit : processors;
}

/* libchelper: the system's locale, split into the parts of a java.util.Locale. */
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "svm_locale.h"

struct parts {
    const char *language;
    const char *script;
    const char *country;
    const char *variant;
};

static svm_locale_props_t system_locale;

/* Splits "language_COUNTRY.encoding@modifier". Missing parts stay null. Returns 0 if memory is exhausted. */
static int take_apart(int category, struct parts *parts) {
    const char *name = setlocale(category, NULL);
    if (name == NULL || *name == '\0' || strcmp(name, "C") == 0 || strcmp(name, "POSIX") == 0 || strncmp(name, "C.", 2) == 0) {
        parts->language = "en";
        return 1;
    }

    /* Never freed, because the parts point into it. */
    char *copy = strdup(name);
    if (copy == NULL) {
        return 0;
    }
    char *modifier = strchr(copy, '@');
    if (modifier != NULL) {
        *modifier++ = '\0';
    }
    copy[strcspn(copy, ".")] = '\0';
    char *country = strchr(copy, '_');
    if (country != NULL) {
        *country++ = '\0';
    }

    parts->language = copy;
    parts->country = country && *country ? country : NULL;
    if (modifier == NULL) {
        return 1;
    }
    if (strcmp(modifier, "latin") == 0) {
        parts->script = "Latn";
    } else if (strcmp(modifier, "cyrillic") == 0) {
        parts->script = "Cyrl";
    } else if (strcmp(modifier, "devanagari") == 0) {
        parts->script = "Deva";
    } else if (strcmp(modifier, "euro") != 0) {
        parts->variant = modifier;
    }
    return 1;
}

int svm_initialize_locale(void) {
    struct parts display = {0}, format = {0};
    /* A locale that is not installed leaves the process in "C". */
    setlocale(LC_ALL, "");
    if (!take_apart(LC_MESSAGES, &display) || !take_apart(LC_CTYPE, &format)) {
        return SVM_LOCALE_INITIALIZATION_OUT_OF_MEMORY;
    }
    system_locale = (svm_locale_props_t){
        display.language, display.script, display.country, display.variant,
        format.language, format.script, format.country, format.variant,
    };
    return SVM_LOCALE_INITIALIZATION_SUCCEEDED;
}

svm_locale_props_t *svm_get_locale(void) {
    return &system_locale;
}

/*
 * Compiled once for each shared library of the JDK that replaces a static one, with LIBRARY as its name. An image calls
 * JNI_OnLoad_<library>, which a static library has; the shared one has JNI_OnLoad or nothing.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <jni.h>
#include <link.h>
#include <stddef.h>

#define PASTE(one, other) one##other
#define FUNCTION(library) PASTE(JNI_OnLoad_, library)
#define TEXT(text) #text
#define FILE_NAME(library) "lib" TEXT(library) ".so"

jint FUNCTION(LIBRARY)(JavaVM *vm, void *reserved) {
    void *handle = dlopen(FILE_NAME(LIBRARY), RTLD_NOW | RTLD_NOLOAD);
    struct link_map *loaded;
    Dl_info found;
    if (handle == NULL) {
        return JNI_ERR;
    }
    void *own = dlsym(handle, "JNI_OnLoad");
    /* dlsym also searches the library's dependencies, which are initialised separately. */
    if (own != NULL && dladdr(own, &found) && dlinfo(handle, RTLD_DI_LINKMAP, &loaded) == 0 &&
            (ElfW(Addr)) found.dli_fbase == loaded->l_addr) {
        if (((jint (*)(JavaVM *, void *)) own)(vm, reserved) == JNI_ERR) {
            return JNI_ERR;
        }
    }
    dlclose(handle);
    /* The lowest version that an image accepts from a built-in library. */
    return JNI_VERSION_1_8;
}

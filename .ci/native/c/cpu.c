/* libchelper: reports the processor's features to an image, and exits if one that it was compiled for is missing. */
#include <cpuid.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "amd64cpufeatures.h"

enum { EAX, EBX, ECX, EDX };

/* Bits of XCR0: which registers the operating system saves. */
enum {
    NONE = 0,
    YMM = 0x6,
    ZMM = 0xe6,
    APX = 1 << 19
};

/*
 * The position of svm's features in CPUID: the name, the leaf and subleaf, the register, the bit, and the register state that the
 * operating system must save for the feature to be usable. A feature without a row counts as absent.
 */
#define EACH_CPU_FEATURE(F) \
    F(CX8,              1, 0, EDX, 8, NONE) \
    F(CMOV,             1, 0, EDX, 15, NONE) \
    F(FXSR,             1, 0, EDX, 24, NONE) \
    F(HT,               1, 0, EDX, 28, NONE) \
    F(MMX,              1, 0, EDX, 23, NONE) \
    F(AMD_3DNOW_PREFETCH, 0x80000001, 0, ECX, 8, NONE) \
    F(SSE,              1, 0, EDX, 25, NONE) \
    F(SSE2,             1, 0, EDX, 26, NONE) \
    F(SSE3,             1, 0, ECX, 0, NONE) \
    F(SSSE3,            1, 0, ECX, 9, NONE) \
    F(SSE4A,            0x80000001, 0, ECX, 6, NONE) \
    F(SSE4_1,           1, 0, ECX, 19, NONE) \
    F(SSE4_2,           1, 0, ECX, 20, NONE) \
    F(POPCNT,           1, 0, ECX, 23, NONE) \
    F(LZCNT,            0x80000001, 0, ECX, 5, NONE) \
    F(TSC,              1, 0, EDX, 4, NONE) \
    F(TSCINV,           0x80000007, 0, EDX, 8, NONE) \
    F(TSCINV_BIT,       0x80000007, 0, EDX, 8, NONE) \
    F(AVX,              1, 0, ECX, 28, YMM) \
    F(AVX2,             7, 0, EBX, 5, YMM) \
    F(AES,              1, 0, ECX, 25, NONE) \
    F(ERMS,             7, 0, EBX, 9, NONE) \
    F(CLMUL,            1, 0, ECX, 1, NONE) \
    F(BMI1,             7, 0, EBX, 3, NONE) \
    F(BMI2,             7, 0, EBX, 8, NONE) \
    F(RTM,              7, 0, EBX, 11, NONE) \
    F(ADX,              7, 0, EBX, 19, NONE) \
    F(AVX512F,          7, 0, EBX, 16, ZMM) \
    F(AVX512DQ,         7, 0, EBX, 17, ZMM) \
    F(AVX512PF,         7, 0, EBX, 26, ZMM) \
    F(AVX512ER,         7, 0, EBX, 27, ZMM) \
    F(AVX512CD,         7, 0, EBX, 28, ZMM) \
    F(AVX512BW,         7, 0, EBX, 30, ZMM) \
    F(AVX512VL,         7, 0, EBX, 31, ZMM) \
    F(SHA,              7, 0, EBX, 29, NONE) \
    F(FMA,              1, 0, ECX, 12, YMM) \
    F(VZEROUPPER,       1, 0, ECX, 28, YMM) \
    F(AVX512_VPOPCNTDQ, 7, 0, ECX, 14, ZMM) \
    F(AVX512_VPCLMULQDQ, 7, 0, ECX, 10, ZMM) \
    F(AVX512_VAES,      7, 0, ECX, 9, ZMM) \
    F(AVX512_VNNI,      7, 0, ECX, 11, ZMM) \
    F(FLUSH,            1, 0, EDX, 19, NONE) \
    F(FLUSHOPT,         7, 0, EBX, 23, NONE) \
    F(CLWB,             7, 0, EBX, 24, NONE) \
    F(AVX512_VBMI2,     7, 0, ECX, 6, ZMM) \
    F(AVX512_VBMI,      7, 0, ECX, 1, ZMM) \
    F(HV,               1, 0, ECX, 31, NONE) \
    F(SERIALIZE,        7, 0, EDX, 14, NONE) \
    F(RDTSCP,           0x80000001, 0, EDX, 27, NONE) \
    F(RDPID,            7, 0, ECX, 22, NONE) \
    F(FSRM,             7, 0, EDX, 4, NONE) \
    F(GFNI,             7, 0, ECX, 8, YMM) \
    F(AVX512_BITALG,    7, 0, ECX, 12, ZMM) \
    F(PKU,              7, 0, ECX, 3, NONE) \
    F(OSPKE,            7, 0, ECX, 4, NONE) \
    F(CET_IBT,          7, 0, EDX, 20, NONE) \
    F(CET_SS,           7, 0, ECX, 7, NONE) \
    F(F16C,             1, 0, ECX, 29, YMM) \
    F(AVX512_IFMA,      7, 0, EBX, 21, ZMM) \
    F(AVX_IFMA,         7, 1, EAX, 23, YMM) \
    F(APX_F,            7, 1, EDX, 21, APX) \
    F(SHA512,           7, 1, EAX, 0, YMM) \
    F(AVX512_FP16,      7, 0, EDX, 23, ZMM) \
    F(AVX10_1,          7, 1, EDX, 19, ZMM) \
    F(AVX10_2,          0x24, 0, EBX, 1, ZMM)

static uint32_t cpuid(uint32_t leaf, uint32_t subleaf, int reg) {
    uint32_t registers[4] = {0};
    if (!__get_cpuid_count(leaf, subleaf, &registers[EAX], &registers[EBX], &registers[ECX], &registers[EDX])) {
        return 0;
    }
    return registers[reg];
}

static uint64_t saved_state(void) {
    const uint32_t osxsave = 1u << 27;
    uint32_t low, high;
    if (!(cpuid(1, 0, ECX) & osxsave)) {
        return 0;
    }
    __asm__("xgetbv" : "=a"(low), "=d"(high) : "c"(0));
    return ((uint64_t) high << 32) | low;
}

void determineCPUFeatures(CPUFeatures *features) {
    uint64_t saved = saved_state();
#define DETERMINE(name, leaf, subleaf, reg, bit, state) \
    features->f##name = (cpuid(leaf, subleaf, reg) >> (bit) & 1) && (saved & (state)) == (state);
    EACH_CPU_FEATURE(DETERMINE)
    /* Not a bit but a number: the version of AVX10. */
    features->fAVX10_2 = features->fAVX10_1 && (cpuid(0x24, 0, EBX) & 0xff) >= 2;
}

/*
 * The image states what it needs as a CPUFeatures with all bits inverted, padded with ones to whole words: a needed feature is the
 * complement of 1. Together with what the processor has, all bits are set.
 */
int checkCPUFeatures(const uint64_t *needed) {
    union {
        CPUFeatures features;
        uint64_t words[(sizeof(CPUFeatures) + sizeof(uint64_t) - 1) / sizeof(uint64_t)];
    } present;
    memset(&present, 0, sizeof(present));
    determineCPUFeatures(&present.features);
    for (size_t i = 0; i < sizeof(present.words) / sizeof(uint64_t); i++) {
        if (~(needed[i] | present.words[i])) {
            return 1;
        }
    }
    return 0;
}

void checkCPUFeaturesOrExit(const uint64_t *needed, const char *message) {
    if (checkCPUFeatures(needed)) {
        fprintf(stderr, "%s\n", message);
        exit(1);
    }
}

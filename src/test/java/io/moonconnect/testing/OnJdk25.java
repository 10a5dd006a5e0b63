package io.moonconnect.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Tag;

/**
 * Tests of what changes between JDKs: cryptography, sockets and addresses, locales, numbers and text, records, what is logged.
 * {@code .ci/run} runs them a second time on JDK 25, which the image has.
 */
@Tag("jdk25")
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnJdk25 {}

package io.moonconnect.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Tests of what changes between JDKs: cryptography, sockets and addresses, locales, numbers and text, records, what is logged.
 * {@code .ci/run} runs them a second time on JDK 25, which the image has.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface OnJdk25 {}

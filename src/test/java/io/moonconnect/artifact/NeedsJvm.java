package io.moonconnect.artifact;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Tag;

/**
 * Tests of what only a JVM artifact has (class files, a cache, options of a JVM), or that start no production artifact: they
 * are left out where the artifact tests run against a native executable.
 */
@Tag("jvm")
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface NeedsJvm {}

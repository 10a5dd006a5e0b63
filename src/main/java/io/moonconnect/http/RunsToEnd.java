package io.moonconnect.http;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import jakarta.ws.rs.NameBinding;

/**
 * An operation that changes something: it runs to its end even if the caller closes the connection, and its response is
 * written if the caller has closed only its sending side. Other operations are cancelled in both cases, because the two
 * send the same FIN.
 */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RunsToEnd {}

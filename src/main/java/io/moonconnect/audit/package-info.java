/**
 * The audit trail: who did what for which customer, and which disclosures were served. Features report requests and
 * results to {@link io.moonconnect.audit.Audit}; each event is a record of the log category
 * {@code io.moonconnect.audit}, with structured fields. Depends on {@code caller}, {@code http}, {@code credential}
 * and {@code problem}.
 */
package io.moonconnect.audit;
